/** How many significant digits a rounded number shows on the board. */
const BOARD_DIGITS = 4
/** From here up, and below SMALL, numbers are written with a power of ten. */
const LARGE = 100_000
const SMALL = 0.001

/**
 * A number for a narrow column: `0.4621`, `−1.250`, `1.235e−5`. A number that `digits` significant digits
 * hold exactly (to 12 digits, so that 0.1 + 0.2 counts as 0.3) is written without padding: `0.5`, `2`;
 * a rounded one keeps its zeros, so that a dragged value does not change its width.
 * The minus sign is U+2212; negative zero is `0`; infinities read `∞`, `−∞`, and what is no number at all `—`.
 */
export function shortText(value: number, digits: number = BOARD_DIGITS): string {
  if (Number.isNaN(value)) return '—'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const { mantissa, exponent } = shortParts(value, digits)
  return (exponent === null ? mantissa : `${mantissa}e${exponent}`).replaceAll('-', '−')
}

/** What fits a column of the chain, in characters. */
const COLUMN_WIDTH = 8

/** A number for a column of the chain: leading zeros, or a power of ten, take room that the last digits give up. */
export function columnText(value: number): string {
  const texts = [shortText(value), shortText(value, 3), shortText(value, 2)]
  return texts.find(text => text.length <= COLUMN_WIDTH) ?? shortText(value, 2)
}

/** The same number in LaTeX: `-1.250`, `1.235 \times 10^{-5}`, `\infty`, `\text{—}`. */
export function shortLatex(value: number, digits: number = BOARD_DIGITS): string {
  if (Number.isNaN(value)) return '\\text{—}'
  if (!Number.isFinite(value)) return value > 0 ? '\\infty' : '-\\infty'
  const { mantissa, exponent } = shortParts(value, digits)
  return exponent === null ? mantissa : `${mantissa} \\times 10^{${exponent}}`
}

/** Whether the short form says all there is to say, so that an equals sign before it is honest. */
export function isShortExact(value: number, digits: number = BOARD_DIGITS): boolean {
  const rounded = Number(value.toPrecision(digits))
  return Math.abs(rounded - value) <= 1e-12 * Math.abs(value)
}

interface ShortParts {
  /** With an ASCII minus sign. */
  readonly mantissa: string
  /** The power of ten, or null for plain notation. */
  readonly exponent: number | null
}

function shortParts(value: number, digits: number): ShortParts {
  // A product with a zero in it may be −0; on the board that is 0.
  if (value === 0) return { mantissa: '0', exponent: null }
  const scientific = value.toExponential(digits - 1)
  const at = scientific.indexOf('e')
  const exponent = Number(scientific.slice(at + 1))
  const exact = isShortExact(value, digits)
  const rounded = Number(scientific)
  if (Math.abs(rounded) < SMALL || Math.abs(rounded) >= LARGE) {
    const mantissa = scientific.slice(0, at)
    return { mantissa: exact ? String(Number(mantissa)) : mantissa, exponent }
  }
  if (exact) return { mantissa: String(rounded), exponent: null }
  const decimals = Math.max(0, digits - 1 - exponent)
  return { mantissa: value.toFixed(decimals), exponent: null }
}
