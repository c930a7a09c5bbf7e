import { MAX_LATEX, MAX_TEXT } from '@/lib/board'

/** What a text from a clipboard becomes: a formula when it is written as one, else a text; null for nothing. */
export type PastedText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'math'; readonly text: string }
  | null

/** A whole formula between dollars or brackets, or an environment. */
const WHOLE = [/^\$\$([^$]+)\$\$$/, /^\$([^$]+)\$$/, /^\\\[([\s\S]+)\\\]$/, /^\\\(([\s\S]+)\\\)$/] as const

export function pastedText(pasted: string): PastedText {
  const text = pasted.replace(/\r\n?/g, '\n').trim()
  if (text === '') return null
  for (const form of WHOLE) {
    const inner = form.exec(text)?.[1]?.trim()
    if (inner) return asMath(inner, text)
  }
  return looksLikeLatex(text) ? asMath(text, text) : { kind: 'text', text: text.slice(0, MAX_TEXT) }
}

const asMath = (latex: string, text: string): PastedText =>
  latex.length <= MAX_LATEX ? { kind: 'math', text: latex } : { kind: 'text', text: text.slice(0, MAX_TEXT) }

/** It begins with a command of LaTeX and has no words that stand outside of one. A path of Windows (`\\server\files`) is none. */
function looksLikeLatex(text: string): boolean {
  if (!/^\\[a-zA-Z]+/.test(text) || /\$/.test(text)) return false
  const withoutWords = text
    .replace(/\\(text|mathrm|operatorname)\{[^{}]*\}/g, '')
    .replace(/\\[a-zA-Z]+/g, ' ')
  return !/[a-zA-Z]{4,}/.test(withoutWords)
}
