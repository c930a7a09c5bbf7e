/**
 * The shortest decimal text that reads back as the same double, with `-0` kept and `NaN`, `Infinity`, `-Infinity` in
 * words: `Number(exactText(n))` is n again, to the last bit.
 */
export function exactText(n: number): string {
  return Object.is(n, -0) ? '-0' : String(n)
}

/** A number as JSON text: exact, with `-0` kept; what JSON has no number for becomes a string. */
export function jsonNumber(n: number): string {
  return Number.isFinite(n) ? exactText(n) : `"${n}"`
}
