import { type Box, expanded, heightOf, widthOf } from '../box'

/** How a board is laid out on paper: one part of the world a page, all at one scale. */
export interface PrintPlan {
  readonly orientation: 'portrait' | 'landscape'
  /** In reading order. */
  readonly pages: readonly Box[]
  /** Px on paper (96 an inch) for a px of the world. */
  readonly scale: number
}

/** A4 within margins of 12 mm, in px of 96 an inch. */
const LONG = ((297 - 24) / 25.4) * 96
const SHORT = ((210 - 24) / 25.4) * 96
const PAPERS = [
  { orientation: 'landscape', width: LONG, height: SHORT },
  { orientation: 'portrait', width: SHORT, height: LONG },
] as const

/** Smaller than this, letters of 15 px are too small to read on paper. */
const LEAST_SCALE = 0.5
/** Larger, a small drawing looks like a poster. */
const MOST_SCALE = 1.25
const MOST_PAGES = 60
/** What is not cut keeps this distance from the edge of its page, in world px. */
const CLEARANCE = 4

/**
 * Lays a part of the world out on A4. What fits on one page and can be read is one page. What does not is split between the blocks,
 * none of which is cut: formulas, words, quantities. Where there is no free place between them it is made to fit one page,
 * however small.
 */
export function printPlan(box: Box, blocks: readonly Box[]): PrintPlan {
  const single = PAPERS.map(({ orientation, width, height }) => ({
    orientation,
    pages: [box],
    scale: Math.min(MOST_SCALE, width / widthOf(box), height / heightOf(box)),
  })).reduce((best, plan) => (plan.scale > best.scale ? plan : best))
  if (single.scale >= LEAST_SCALE) return single

  const split = PAPERS.flatMap(paper => splitPlan(box, blocks, paper) ?? [])
  split.sort((a, b) => a.pages.length - b.pages.length)
  return split[0] ?? single
}

type Paper = (typeof PAPERS)[number]

function splitPlan(
  box: Box,
  blocks: readonly Box[],
  { orientation, width, height }: Paper,
): PrintPlan | null {
  const roomy = blocks.map(block => expanded(block, CLEARANCE))
  const wanted = Math.max(LEAST_SCALE, Math.min(1, width / widthOf(box)))
  const scale = Math.min(
    wanted,
    ...roomy.map(block => Math.min(width / widthOf(block), height / heightOf(block))),
  )
  const columns = cuts(
    box.minX,
    box.maxX,
    width / scale,
    roomy.map(({ minX, maxX }) => [minX, maxX]),
  )
  const rows = cuts(
    box.minY,
    box.maxY,
    height / scale,
    roomy.map(({ minY, maxY }) => [minY, maxY]),
  )
  if (columns === null || rows === null || columns.length * rows.length > MOST_PAGES) return null
  const pages = rows.flatMap(([minY, maxY]) => columns.map(([minX, maxX]) => ({ minX, minY, maxX, maxY })))
  return { orientation, pages, scale }
}

type Span = readonly [from: number, to: number]

/** A span in parts no longer than `most`, none of whose borders lies within one of the blocks; null when that cannot be. */
function cuts(from: number, to: number, most: number, blocks: readonly Span[]): Span[] | null {
  const solid = joinedSpans(blocks)
  const parts: Span[] = []
  let start = from
  while (to - start > most) {
    if (parts.length >= MOST_PAGES) return null
    const reach = start + most
    const inTheWay = solid.find(([first, last]) => first < reach && reach < last)
    const cut = inTheWay === undefined ? reach : inTheWay[0]
    if (cut <= start) return null
    parts.push([start, cut])
    start = cut
  }
  parts.push([start, to])
  return parts
}

/** Spans that overlap as one, in order. */
function joinedSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = []
  for (const span of [...spans].sort(([a], [b]) => a - b)) {
    const last = joined.at(-1)
    if (last !== undefined && span[0] <= last[1])
      joined[joined.length - 1] = [last[0], Math.max(last[1], span[1])]
    else joined.push(span)
  }
  return joined
}
