'use client'

import { type Katex, useLoadedKatex } from './load-katex'

export type Typeset = (latex: string) => string

const rendered = new Map<string, string>()
const MOST_RENDERED = 2000

let typeset: Typeset | null = null

/** Sets formulas that we wrote ourselves, for what carries its name for assistive technology; null until it has loaded. */
export function useKatex(): Typeset | null {
  const katex = useLoadedKatex()
  if (katex !== null) typeset ??= typesetWith(katex)
  return katex === null ? null : typeset
}

const typesetWith = (katex: Katex) => (latex: string) => {
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
