import { fitsOnBoard, MAX_LAYERS, MAX_SAMPLES } from '@/lib/board'
import { type ChainJson, type ChainReading, readChainJson } from '@/lib/engine'

/** Reads the text of a chain file, as exported or as the command line takes it; a refusal is one line of words. */
export function readChainText(text: string): ChainReading {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { ok: false, message: 'This is not JSON. A chain file starts with { and ends with }.' }
  }
  const reading = readChainJson(json)
  if (!reading.ok || fitsOnBoard(reading.value)) return reading
  return { ok: false, message: `A board holds 1 to ${MAX_LAYERS} layers and at most ${MAX_SAMPLES} samples.` }
}

/** What a chain consists of, for somebody about to open it: `3 layers, squared loss, 2 samples`. */
export function chainSummary({ layers, loss, samples }: ChainJson): string {
  const parts = [count(layers.length, 'layer'), `${loss} loss`]
  if (samples) parts.push(count(samples.length, 'sample'))
  return parts.join(', ')
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

/** The name of the file that a board's chain is saved in. */
export function chainFileName(title: string): string {
  const name = title
    .replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  return `${name || 'untitled'}.chain.json`
}
