import type { ChainJson } from '@/lib/engine'

/** What a chain consists of, for somebody about to open it: `3 layers, squared loss, 2 samples`. */
export function chainSummary({ layers, loss, samples }: ChainJson): string {
  const parts = [count(layers.length, 'layer'), `${loss} loss`]
  if (samples) parts.push(count(samples.length, 'sample'))
  return parts.join(', ')
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

/** The name of the file that a board's chain is saved in. */
export const chainFileName = (title: string): string => boardFileName(title, 'chain.json')

/** The name of a file that a board is saved in: its title, without what file systems do not take. */
export function boardFileName(title: string, extension: string): string {
  const name = title
    .replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  return `${name || 'untitled'}.${extension}`
}
