import type { Field } from './fields'

/**
 * What a stroke was drawn as stands in one value under one key, because ten bytes go to every key of a nested map and a
 * board has thousands of strokes: `[kind, x, y, order, points, color?, size?]`. Keys set afterwards win over it.
 */
export const INK_KEY = 'ink'

const PLACES = ['kind', 'x', 'y', 'order', 'points', 'color', 'size'] as const satisfies (Field | 'kind')[]
const PLACE_OF: ReadonlyMap<string, number> = new Map(PLACES.map((place, i) => [place, i]))

/** The value of a field in such a record, or undefined. */
export function inInkRecord(record: unknown, field: Field | 'kind'): unknown {
  if (!Array.isArray(record)) return undefined
  const place = PLACE_OF.get(field)
  return place === undefined ? undefined : record[place]
}

/** The record of these values, without those at its end that are the default (undefined), and the fields that it holds. */
export function inkRecord(values: Readonly<Partial<Record<string, unknown>>>): {
  readonly record: readonly unknown[]
  readonly held: ReadonlySet<string>
} {
  const record = PLACES.map(place => values[place])
  while (record.at(-1) === undefined && record.length > 0) record.pop()
  return { record: record.map(value => value ?? null), held: new Set(PLACES) }
}
