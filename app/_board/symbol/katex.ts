'use client'

import { useSyncExternalStore } from 'react'

export type Typeset = (latex: string) => string

let typeset: Typeset | null = null
let loading = false
const listeners = new Set<() => void>()
const rendered = new Map<string, string>()
const MOST_RENDERED = 2000

/** Loads KaTeX after the first paint, once a page. */
function load(): void {
  if (loading) return
  loading = true
  import('katex')
    .then(({ default: katex }) => {
      typeset = latex => {
        const known = rendered.get(latex)
        if (known !== undefined) return known
        const html = katex.renderToString(latex, {
          output: 'html',
          throwOnError: false,
          trust: false,
          maxSize: 10,
        })
        if (rendered.size >= MOST_RENDERED) rendered.clear()
        rendered.set(latex, html)
        return html
      }
      for (const listener of listeners) listener()
    })
    .catch(() => {
      // Without the typesetter the plain symbols stay; the next symbol that mounts tries again.
      loading = false
    })
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  load()
  return () => listeners.delete(listener)
}

/** The typesetter, or null until it has loaded. */
export function useKatex(): Typeset | null {
  return useSyncExternalStore(
    subscribe,
    () => typeset,
    () => null,
  )
}
