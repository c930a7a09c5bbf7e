'use client'

import { useSyncExternalStore } from 'react'

export type Katex = typeof import('katex')['default']

let katex: Katex | null = null
let loading = false
const listeners = new Set<() => void>()

/** The typesetter itself, or null until it has loaded. */
export const loadedKatex = (): Katex | null => katex

/** Loads KaTeX after the first paint, once a page, and calls `listener` when it has come; returns the way to stop it. */
export function whenKatexLoads(listener: () => void): () => void {
  listeners.add(listener)
  load()
  return () => listeners.delete(listener)
}

export const useLoadedKatex = (): Katex | null =>
  useSyncExternalStore(whenKatexLoads, loadedKatex, () => null)

function load(): void {
  if (loading) return
  loading = true
  import('katex')
    .then(module => {
      katex = module.default
      for (const listener of [...listeners]) listener()
    })
    .catch(() => {
      // Without the typesetter the plain symbols stay; the next symbol that mounts tries again.
      loading = false
    })
}
