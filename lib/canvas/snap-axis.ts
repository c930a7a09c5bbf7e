/** From one coordinate to another on an axis. */
export interface Interval {
  readonly min: number
  readonly max: number
}

/** A box as one axis sees it: along it, and across. */
export interface Extent {
  readonly along: Interval
  readonly across: Interval
}

/** What shows why something snapped. `edge`: at a coordinate of the axis, across it from … to. `gap`: along it from … to. */
export interface SnapLine {
  readonly kind: 'edge' | 'gap'
  readonly at: number
  readonly from: number
  readonly to: number
}

export interface SnappedInterval {
  readonly correction: number
  readonly lines: readonly SnapLine[]
}

/** A correction that would make something line up, and the lines that show it. */
interface Candidate {
  readonly correction: number
  readonly lines: readonly SnapLine[]
}

/** Corrections that differ by less are the same, in world px. */
const SAME = 1e-6

/**
 * The least correction within the tolerance that brings one of the places of an extent (shares of its length: 0 its lesser edge, 1
 * its greater) in line with an edge or the middle of another, or the whole into a row of equal gaps; all lines that hold
 * then. Without any, the correction to the grid, without lines.
 */
export function snapInterval(
  moving: Extent,
  others: readonly Extent[],
  shares: readonly number[],
  { grid, tolerance }: { readonly grid: number | null; readonly tolerance: number },
): SnappedInterval {
  if (shares.length === 0) return { correction: 0, lines: [] }
  const candidates = [
    ...others.flatMap(other => edgeCandidates(moving, other, shares)),
    ...(shares.length === 3 ? gapCandidates(moving, others) : []),
  ].filter(({ correction }) => Math.abs(correction) <= tolerance)
  const least = candidates.reduce<number | null>(
    (best, { correction }) => (best === null || Math.abs(correction) < Math.abs(best) ? correction : best),
    null,
  )
  if (least === null) return { correction: toGrid(moving, shares[0], grid), lines: [] }
  return {
    correction: least,
    lines: candidates.filter(each => Math.abs(each.correction - least) < SAME).flatMap(({ lines }) => lines),
  }
}

const at = ({ min, max }: Interval, share: number): number => min + (max - min) * share

function toGrid({ along }: Extent, share: number, grid: number | null): number {
  const place = at(along, share)
  return grid === null ? 0 : Math.round(place / grid) * grid - place
}

/** Edges with edges, and middles with middles. */
function edgeCandidates(moving: Extent, other: Extent, shares: readonly number[]): Candidate[] {
  return shares.flatMap(share =>
    (share === 0.5 ? [0.5] : [0, 1]).map(theirs => {
      const to = at(other.along, theirs)
      const from = Math.min(moving.across.min, other.across.min)
      const line = { kind: 'edge', at: to, from, to: Math.max(moving.across.max, other.across.max) } as const
      return { correction: to - at(moving.along, share), lines: [line] }
    }),
  )
}

/** Places in the row of those beside which it moves where two gaps become equal: between two, before two, or after two. */
function gapCandidates(moving: Extent, others: readonly Extent[]): Candidate[] {
  const row = others
    .filter(({ across }) => across.min <= moving.across.max && moving.across.min <= across.max)
    .sort((a, b) => a.along.min - b.along.min)
  const { along } = moving
  const long = along.max - along.min
  const found: Candidate[] = []
  for (let i = 0; i + 1 < row.length; i++) {
    const [one, two] = [row[i], row[i + 1]]
    const gap = two.along.min - one.along.max
    if (gap <= 0) continue
    const own = gapLine(one, two, one.along.max, two.along.min)
    const candidate = (min: number, ...lines: SnapLine[]) =>
      found.push({ correction: min - along.min, lines })

    const after = two.along.max + gap
    candidate(after, own, gapLine(two, moving, two.along.max, after))
    const before = one.along.min - gap - long
    candidate(before, gapLine(moving, one, before + long, one.along.min), own)
    const between = (one.along.max + two.along.min - long) / 2
    if (gap > long) {
      candidate(
        between,
        gapLine(one, moving, one.along.max, between),
        gapLine(moving, two, between + long, two.along.min),
      )
    }
  }
  return found
}

/** A gap between two, drawn at the middle of what they have in common across. */
function gapLine(one: Extent, two: Extent, from: number, to: number): SnapLine {
  const min = Math.max(one.across.min, two.across.min)
  const max = Math.min(one.across.max, two.across.max)
  return { kind: 'gap', at: (min + max) / 2, from, to }
}
