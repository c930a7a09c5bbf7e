import * as Y from 'yjs'

/** Yjs sorts all its inputs again for each piece of content, so that many at once take long and a few take next to nothing. */
const AT_ONCE = 16

/** Any number of V1 updates as one that does the same; null when there are none. */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array | null {
  let merged = updates
  while (merged.length > 1) {
    const groups = Math.ceil(merged.length / AT_ONCE)
    const before = merged
    merged = Array.from({ length: groups }, (_, i) =>
      Y.mergeUpdates(before.slice(i * AT_ONCE, (i + 1) * AT_ONCE)),
    )
  }
  return merged[0] ?? null
}
