'use client'

import { createContext, useContext, useLayoutEffect } from 'react'

/** Is told the number, and whether it is lost: something that it is computed from has overflowed. */
type Paint = (value: number, isLost: boolean) => void

const NOTHING: ReadonlySet<string> = new Set()

/**
 * The derived numbers on their way to the screen. While a weight is dragged, hundreds of them change in every frame
 * and nothing else does: so each cell paints its own number, and only when it changed, without rendering anew.
 */
export class Values {
  readonly #numbers = new Map<string, number>()
  #lost: ReadonlySet<string> = NOTHING
  readonly #painters = new Map<string, Set<Paint>>()
  readonly #listeners = new Set<() => void>()

  /** The number of a quantity by its key, 0 before it was shown. */
  get(key: string): number {
    return this.#numbers.get(key) ?? 0
  }

  /** Whether something that the number is computed from has overflowed and left nothing of it. */
  isLost(key: string): boolean {
    return this.#lost.has(key)
  }

  /** Whether it is beyond all numbers by itself. */
  hasOverflowed(key: string): boolean {
    return !Number.isFinite(this.get(key)) && !this.isLost(key)
  }

  /** Calls `paint` with the number as it stands and after every change of it; returns the way to stop it. */
  watch(key: string, paint: Paint): () => void {
    const painters = this.#painters.get(key) ?? new Set()
    this.#painters.set(key, painters.add(paint))
    paint(this.get(key), this.isLost(key))
    return () => {
      painters.delete(paint)
    }
  }

  /** Calls `listener` after every batch of changes, for what depends on several numbers. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes the numbers of one evaluation, with the keys of those that are lost, and paints those that changed. */
  show(numbers: Iterable<readonly [key: string, value: number]>, lost: ReadonlySet<string> = NOTHING): void {
    const lostBefore = this.#lost
    this.#lost = lost
    for (const [key, value] of numbers) {
      const isLost = lost.has(key)
      if (Object.is(this.#numbers.get(key), value) && lostBefore.has(key) === isLost) continue
      this.#numbers.set(key, value)
      for (const paint of this.#painters.get(key) ?? []) paint(value, isLost)
    }
    for (const listener of this.#listeners) listener()
  }
}

const ValuesContext = createContext<Values | null>(null)

export const ValuesProvider = ValuesContext.Provider

export function useValues(): Values {
  const values = useContext(ValuesContext)
  if (!values) throw new Error('A derived value was rendered outside of a chain.')
  return values
}

/** Paints the number of `key` before the next paint of the page. `paint` has to keep its reference. */
export function useValue(key: string, paint: Paint): void {
  const values = useValues()
  useLayoutEffect(() => values.watch(key, paint), [values, key, paint])
}
