'use client'

import { startTransition, useEffect, useRef, useState } from 'react'
import type { Derived } from '@/lib/board'

/** A chain of so few layers is painted within any frame. */
const FEW_LAYERS = 8
/** How often a deeper one is painted while it trains. */
const PAINTED_EVERY_MS = 400

/**
 * The derived values as the chain shows them. While a deep chain trains, every weight changes many times a second, and to
 * render all their fields takes longer than a frame: that is done a few times a second, in pieces between which the page
 * answers. What somebody does with their hands is shown in the same frame.
 */
export function useUnhurried(derived: Derived): Derived {
  const [shown, show] = useState(derived)
  const latest = useRef(derived)
  const shownAt = useRef(0)
  const waits = isFurtherOn(derived, shown) && derived.layers.length > FEW_LAYERS

  useEffect(() => {
    latest.current = derived
    if (!waits) show(derived)
  }, [derived, waits])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what has just been shown starts the next wait
  useEffect(() => {
    if (!waits) return
    const showLatest = () => {
      shownAt.current = performance.now()
      startTransition(() => show(latest.current))
    }
    const timer = setTimeout(showLatest, shownAt.current + PAINTED_EVERY_MS - performance.now())
    return () => clearTimeout(timer)
  }, [waits, shown])

  return waits ? shown : derived
}

/** Whether the one shows the end of a run, or of what is computed of it, and the other the same run a moment ago. */
const isFurtherOn = (now: Derived, before: Derived): boolean =>
  now.run === before.run && now.step !== before.step && isAtTheEnd(now) && isAtTheEnd(before)

const isAtTheEnd = ({ step, steps, computing }: Derived): boolean => computing !== null || step === steps
