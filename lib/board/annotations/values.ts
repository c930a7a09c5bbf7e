import { isId } from '../schema'
import { cleanTitle } from '../title'
import { COLORS, type Cut, FILLS, HEADS, IMAGE_TYPES, type Offset, SIZES } from './element'
import { MAX_COORDINATE, MAX_GROUPS, MAX_SCALE, MAX_STROKE_BYTES, MAX_STROKE_POINTS } from './limits'

/*
 * One reader a kind of value: it takes whatever stands in a document or a file and gives a valid value of its own, or
 * undefined. −0 reads as 0, so that documents that are equal to people are equal to programs.
 */

const numberWithin =
  (least: number, most: number) =>
  (value: unknown): number | undefined =>
    typeof value === 'number' && value >= least && value <= most ? value + 0 : undefined

const oneOf =
  <Choice extends string>(choices: readonly Choice[]) =>
  (value: unknown): Choice | undefined =>
    choices.find(choice => choice === value)

export const readCoordinate = numberWithin(-MAX_COORDINATE, MAX_COORDINATE)
/** Smaller ones are as good as nothing, and cannot be pointed at. */
export const readLength = numberWithin(1e-3, MAX_COORDINATE)
export const readWidth = (value: unknown): number | null | undefined =>
  value === null ? null : readLength(value)
export const readScale = numberWithin(1 / MAX_SCALE, MAX_SCALE)
export const readRotation = numberWithin(-1e3, 1e3)
export const readBend = numberWithin(-10, 10)
export const readColor = oneOf(COLORS)
export const readSize = oneOf(SIZES)
export const readFill = oneOf(FILLS)
export const readHeads = oneOf(HEADS)
export const readImageType = oneOf(IMAGE_TYPES)

export const readBoolean = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined

/** Orders are compared as text and never parsed, so any short word of letters and digits will do. */
export const readOrder = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9A-Za-z]{1,200}$/.test(value) ? value : undefined

export const readHash = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? value : undefined

export const readTitle = (value: unknown): string | undefined =>
  typeof value === 'string' ? cleanTitle(value) : undefined

export const readPoints = (value: unknown): Uint8Array | undefined =>
  value instanceof Uint8Array && value.length > 0 && value.length <= MAX_STROKE_BYTES ? value : undefined

export function readOffset(value: unknown): Offset | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { x, y }: Partial<Record<string, unknown>> = { ...value }
  const [right, down] = [readCoordinate(x), readCoordinate(y)]
  return right === undefined || down === undefined ? undefined : { x: right, y: down }
}

export function readGroups(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length > MAX_GROUPS || !value.every(isId)) return undefined
  return new Set(value).size === value.length ? [...value] : undefined
}

/** The cut that a key of a stroke stands for, or null when it is another key. */
export function cutOfKey(key: string): Cut | null {
  const match = /^cut\/(0|[1-9]\d{0,5})-(0|[1-9]\d{0,5})$/.exec(key)
  if (match === null) return null
  const cut = { from: Number(match[1]), to: Number(match[2]) }
  return isCut(cut) ? cut : null
}

export const keyOfCut = ({ from, to }: Cut): string => `cut/${from}-${to}`

export const isCut = ({ from, to }: Cut): boolean =>
  Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from <= to && to <= 16 * MAX_STROKE_POINTS

export function readCuts(value: unknown): readonly Cut[] | undefined {
  if (!Array.isArray(value) || value.length > 16 * MAX_STROKE_POINTS) return undefined
  const cuts: Cut[] = []
  for (const each of value) {
    const { from, to }: Partial<Record<string, unknown>> = { ...each }
    if (typeof from !== 'number' || typeof to !== 'number' || !isCut({ from, to })) return undefined
    cuts.push({ from, to })
  }
  return cuts
}

/** All that the cuts cover: in order, none touching another. */
export function unionOf(cuts: readonly Cut[]): readonly Cut[] {
  const union: Cut[] = []
  for (const cut of [...cuts].sort((a, b) => a.from - b.from)) {
    const last = union.at(-1)
    if (last === undefined || cut.from > last.to) union.push(cut)
    else if (cut.to > last.to) union[union.length - 1] = { from: last.from, to: cut.to }
  }
  return union
}
