/** A stretch of text, or a formula in it. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  /** `source` stands between dollars at `start` + 1 … `end` − 1, in UTF-16 units. */
  | { readonly kind: 'formula'; readonly source: string; readonly start: number; readonly end: number }

/**
 * Text with formulas between dollars, in parts. A dollar is written `\$`. Dollars are also taken as they stand where no formula can be
 * meant: one with a space inside it, one before a digit that closes, one that has no partner on its line. So “$5 and $6” are prices.
 */
export function splitInlineMath(text: string): readonly TextPart[] {
  const parts: TextPart[] = []
  let plain = ''
  const addPlain = () => {
    if (plain !== '') parts.push({ kind: 'text', text: plain })
    plain = ''
  }
  let i = 0
  while (i < text.length) {
    if (text.startsWith('\\$', i)) {
      plain += '$'
      i += 2
    } else if (text[i] === '$') {
      const end = formulaEnd(text, i)
      if (end === null) {
        plain += '$'
        i++
      } else {
        addPlain()
        parts.push({ kind: 'formula', source: text.slice(i + 1, end - 1), start: i, end })
        i = end
      }
    } else {
      const next = nextMark(text, i + 1)
      plain += text.slice(i, next)
      i = next
    }
  }
  addPlain()
  return parts
}

function nextMark(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (text[i] === '$' || text[i] === '\\') return i
  return text.length
}

/** The place behind the formula that a dollar opens, or null when it opens none. */
function formulaEnd(text: string, open: number): number | null {
  if (/[\s$]/.test(text[open + 1] ?? ' ')) return null
  for (let i = open + 1; i < text.length && text[i] !== '\n'; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '$') {
      const isClosing = !/\s/.test(text[i - 1] ?? ' ') && !/\d/.test(text[i + 1] ?? '')
      return isClosing ? i + 1 : null
    }
  }
  return null
}
