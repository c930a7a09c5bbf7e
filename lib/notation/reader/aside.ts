/** So much of the end of a line is looked at: the patterns below take time with the square of it and more. */
const LONGEST_ASIDE = 120

/** Spaces as LaTeX and people write them. */
const GAP = String.raw`(?:\s|~|&|\\[,;:! ]|\\q?quad(?![a-z]))*`

/** `\text{(chain rule)}`, `(by the chain rule)`: two words at least, or in LaTeX set as text. */
const REASON = new RegExp(
  String.raw`${GAP}(?:\\(?:text|mbox|textrm)\s*\{([^{}]*[A-Za-z]{3}[^{}]*)\}|\(([A-Za-z]{2,}(?: [A-Za-z]+)+)\))[\s.$]*$`,
)

/** `, i = 1, …, L-1`, `for k = 2..L`, `(i = 1..L)` */
const RANGE = new RegExp(
  String.raw`(?:,|${GAP}\(|\s)${GAP}(?:(?:\\text\s*\{\s*)?for\s+(?:all\s+)?\}?)?${GAP}([ijk])\s*=\s*\d+\s*,?${GAP}(?:\\[lc]?dots|\.{2,3}|…|⋯)${GAP},?${GAP}(?:L|\d+)\s*(?:[-−+]\s*\d+)?\s*\)?[\s.$]*$`,
)

/**
 * A line without what people write behind it: the reason, or the layers that it is about. A line is checked for every layer where it
 * makes sense, so neither is needed; what is left out is said.
 */
export function withoutAside(text: string): { readonly formula: string; readonly aside: string | null } {
  const tailStart = Math.max(0, text.length - LONGEST_ASIDE)
  const tail = text.slice(tailStart)
  const range = RANGE.exec(tail)
  if (range) {
    const letter = range[1] ?? 'i'
    return {
      formula: text.slice(0, tailStart + range.index),
      aside: `The range of ${letter} is left out: the line is checked for every ${letter} where it makes sense.`,
    }
  }
  const reason = REASON.exec(tail)
  const words = (reason?.[1] ?? reason?.[2] ?? '').trim()
  if (!reason || words === 'new' || tailStart + reason.index === 0) return { formula: text, aside: null }
  return {
    formula: text.slice(0, tailStart + reason.index),
    aside: `“${words}” is left out: it is no formula.`,
  }
}
