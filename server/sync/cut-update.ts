import * as encoding from 'lib0/encoding'
import { type Block, type Range, type Scan, scanUpdate } from './scan-update'

/** Pieces of one client in a row that are written into one part. */
interface Cut {
  readonly block: Block
  readonly from: number
  to: number
}

/**
 * Cuts a large update into parts of at most `size` pieces, in an order in which each builds on the document and the parts before it
 * alone, if the whole does. What a part deletes of its own content it says itself; the last parts say everything that is deleted.
 * Does that in slices, each between two `yield`s. Throws `Unreadable` or `TooManyPieces`.
 *
 * @param mostPieces - how many pieces and deletions the update may have
 */
export function* cutUpdate(
  update: Uint8Array,
  size: number,
  mostPieces: number,
): Generator<undefined, readonly Uint8Array[]> {
  const scan = yield* scanUpdate(update, mostPieces)
  const pieces = scan.blocks.reduce((sum, { clocks }) => sum + clocks.length - 1, 0)
  const ranges = [...scan.deletions.values()].reduce((sum, { length }) => sum + length, 0)
  if (pieces + ranges <= size) return [update]
  const parts: Uint8Array[] = []
  for (const cuts of grouped(inOrder(scan.blocks), size)) {
    parts.push(encodeContent(update, cuts, scan))
    yield
  }
  for (const some of deletionParts(scan.deletions, size)) {
    parts.push(encoding.encode(encoder => writeUpdate(encoder, update, [], some)))
    yield
  }
  return parts
}

/**
 * Pieces in an order in which each comes after what it refers to. What waits for itself stays where it is, and the guard finds
 * that it builds on nothing.
 */
function* inOrder(blocks: readonly Block[]): Generator<Cut> {
  const next = new Map(blocks.map(block => [block, 0]))
  const byClient = new Map(blocks.map(block => [block.client, block]))
  const isDone = (block: Block) => (next.get(block) ?? 0) >= block.clocks.length - 1
  /** The other block that the block's next piece waits for. */
  const awaited = (block: Block): Block | undefined => {
    const references = block.references.get(next.get(block) ?? 0) ?? []
    for (let i = 0; i < references.length; i += 2) {
      const other = byClient.get(references[i])
      if (other === undefined || other === block || isDone(other)) continue
      const clock = references[i + 1]
      if (clock >= other.clocks[next.get(other) ?? 0] && clock < (other.clocks.at(-1) ?? 0)) return other
    }
  }
  for (const first of blocks) {
    const line = [first]
    const isWaiting = new Set(line)
    for (let block = line.at(-1); block !== undefined; block = line.at(-1)) {
      const before = isDone(block) ? undefined : awaited(block)
      if (before !== undefined && !isWaiting.has(before)) {
        line.push(before)
        isWaiting.add(before)
        continue
      }
      const at = next.get(block) ?? 0
      if (!isDone(block)) {
        yield { block, from: at, to: at + 1 }
        next.set(block, at + 1)
      }
      // Whoever waits may be able to go on: of a block that others wait for no more is taken than they need.
      if (isDone(block) || line.length > 1) {
        line.pop()
        isWaiting.delete(block)
      }
    }
  }
}

/** Joins what follows on each other, `size` pieces at a time. */
function* grouped(cuts: Iterable<Cut>, size: number): Generator<readonly Cut[]> {
  let group = new Map<Block, Cut>()
  let count = 0
  for (const cut of cuts) {
    const before = group.get(cut.block)
    if (before === undefined) group.set(cut.block, { ...cut })
    else before.to = cut.to
    if (++count < size) continue
    yield [...group.values()]
    group = new Map()
    count = 0
  }
  if (count > 0) yield [...group.values()]
}

function encodeContent(update: Uint8Array, cuts: readonly Cut[], { deletions }: Scan): Uint8Array {
  const own = cuts.map(({ block, from, to }): [number, readonly Range[]] => {
    const ranges = deletions.get(block.client) ?? []
    return [block.client, within(ranges, block.clocks[from], block.clocks[to])]
  })
  const deleted = new Map(own.filter(([, ranges]) => ranges.length > 0))
  return encoding.encode(encoder => writeUpdate(encoder, update, cuts, deleted))
}

function writeUpdate(
  encoder: encoding.Encoder,
  update: Uint8Array,
  cuts: readonly Cut[],
  deletions: ReadonlyMap<number, readonly Range[]>,
): void {
  encoding.writeVarUint(encoder, cuts.length)
  for (const { block, from, to } of cuts) {
    for (const number of [to - from, block.client, block.clocks[from]]) encoding.writeVarUint(encoder, number)
    encoding.writeUint8Array(encoder, update.subarray(block.offsets[from], block.offsets[to]))
  }
  encoding.writeVarUint(encoder, deletions.size)
  for (const [client, ranges] of deletions) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, ranges.length)
    for (const number of ranges.flat()) encoding.writeVarUint(encoder, number)
  }
}

/** The parts of ordered ranges that lie from a clock on and before another. */
function within(ranges: readonly Range[], start: number, end: number): Range[] {
  let low = 0
  for (let high = ranges.length; low < high; ) {
    const middle = (low + high) >> 1
    if (ranges[middle][0] + ranges[middle][1] <= start) low = middle + 1
    else high = middle
  }
  const found: Range[] = []
  for (let i = low; i < ranges.length && ranges[i][0] < end; i++) {
    const [clock, length] = ranges[i]
    const from = Math.max(clock, start)
    found.push([from, Math.min(clock + length, end) - from])
  }
  return found
}

/** Everything that is deleted, `size` ranges at a time. */
function* deletionParts(
  deletions: Scan['deletions'],
  size: number,
): Generator<ReadonlyMap<number, readonly Range[]>> {
  for (const [client, ranges] of deletions)
    for (let from = 0; from < ranges.length; from += size)
      yield new Map([[client, ranges.slice(from, from + size)]])
}
