import type { Sample } from '@/lib/engine'
import { MAX_SAMPLES } from './limits'

export type SamplesText =
  | { readonly ok: true; readonly samples: readonly Sample[] }
  | { readonly ok: false; readonly message: string }

/** How the two values of a line are kept apart, and whether a comma can then be a decimal comma. */
interface Separator {
  readonly pattern: RegExp
  readonly decimalComma: boolean
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/**
 * Reads samples pasted from a spreadsheet or a CSV file: two numbers a line, x and y, apart by a tab, a semicolon, a comma
 * or spaces; a first line without numbers is a header. With tabs and semicolons a comma is a decimal comma.
 */
export function readSamples(text: string): SamplesText {
  const lines = text.split(/\r\n|\n|\r/).map((content, i) => ({ number: i + 1, content: content.trim() }))
  const filled = lines.filter(({ content }) => content !== '')
  const separator = separatorOf(filled.map(({ content }) => content))
  const rows = filled.map(({ number, content }) => ({ number, cells: cellsOf(content, separator) }))
  if (rows[0]?.cells.every(cell => readNumber(cell, separator) === null)) rows.shift()

  if (rows.length === 0) return refuse('There are no samples here. Paste two numbers a line: x and y.')
  if (rows.length > MAX_SAMPLES) {
    return refuse(`There are ${rows.length} samples here; a board holds at most ${MAX_SAMPLES}.`)
  }
  const samples: Sample[] = []
  for (const { number, cells } of rows) {
    const [first, second, ...others] = cells
    if (first === undefined || second === undefined || others.length > 0) {
      return refuse(`Line ${number} has ${count(cells.length)}; a sample needs two: x and y.`)
    }
    const x = readNumber(first, separator)
    const y = readNumber(second, separator)
    if (x === null) return refuse(`Line ${number}: “${shorten(first)}” is not a number.`)
    if (y === null) return refuse(`Line ${number}: “${shorten(second)}” is not a number.`)
    samples.push({ x, y })
  }
  return { ok: true, samples }
}

function separatorOf(lines: readonly string[]): Separator {
  const anyHas = (mark: string): boolean => lines.some(line => line.includes(mark))
  if (anyHas('\t')) return { pattern: /\t/, decimalComma: true }
  if (anyHas(';')) return { pattern: /;/, decimalComma: true }
  if (anyHas(',')) return { pattern: /,/, decimalComma: false }
  return { pattern: /\s+/, decimalComma: false }
}

/** The cells of a line without their quotes; empty cells at its end are a spreadsheet's habit, and dropped. */
function cellsOf(line: string, { pattern }: Separator): string[] {
  const cells = line.split(pattern).map(cell =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  )
  while (cells.at(-1) === '') cells.pop()
  return cells
}

function readNumber(cell: string, { decimalComma }: Separator): number | null {
  const minus = cell.replace('−', '-')
  const text = decimalComma ? minus.replace(',', '.') : minus
  const value = NUMBER.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(value) ? value : null
}

const refuse = (message: string): SamplesText => ({ ok: false, message })

const count = (cells: number): string => (cells === 1 ? 'one value' : `${cells} values`)

const shorten = (cell: string): string => (cell.length <= 30 ? cell : `${cell.slice(0, 30)}…`)
