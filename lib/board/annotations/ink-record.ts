import { COLORS, type Ink, SIZES } from './element'
import type { Field } from './fields'

/**
 * What a stroke was drawn as stands in one value under one key, because ten bytes go to every key of a nested map and a
 * board has thousands of strokes: `[kind, x, y, order, points, color?, size?]`. Keys set afterwards win over it.
 */
export const INK_KEY = 'ink'

const PLACES = ['kind', 'x', 'y', 'order', 'points', 'color', 'size'] as const satisfies (Field | 'kind')[]
const PLACE_OF: ReadonlyMap<string, number> = new Map(PLACES.map((place, i) => [place, i]))

const INK_KINDS = ['pen', 'highlighter'] as const satisfies readonly Ink['kind'][]

/**
 * What is one word of a few is written as its place in the list of them: two bytes, however long the word. What comes to be added to
 * such a list goes to its end.
 */
const WORDS: Readonly<Partial<Record<string, readonly string[]>>> = {
  kind: INK_KINDS,
  color: COLORS,
  size: SIZES,
}

/** The value of a field in such a record, or undefined. Strokes of earlier versions have the words themselves. */
export function inInkRecord(record: unknown, field: Field | 'kind'): unknown {
  if (!Array.isArray(record)) return undefined
  const place = PLACE_OF.get(field)
  const value = place === undefined ? undefined : record[place]
  return typeof value === 'number' && field in WORDS ? WORDS[field]?.[value] : value
}

/** The record of these values, without those at its end that are the default (undefined), and the fields that it holds. */
export function inkRecord(values: Readonly<Partial<Record<string, unknown>>>): {
  readonly record: readonly unknown[]
  readonly held: ReadonlySet<string>
} {
  const record = PLACES.map(place => packed(place, values[place]))
  while (record.at(-1) === undefined && record.length > 0) record.pop()
  return { record: record.map(value => value ?? null), held: new Set(PLACES) }
}

function packed(field: string, value: unknown): unknown {
  const place = typeof value === 'string' ? WORDS[field]?.indexOf(value) : undefined
  return place === undefined || place < 0 ? value : place
}
