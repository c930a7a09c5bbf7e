import { type LayerIndex, sameIndex, shifted } from './layer-index'
import { type Expression, type Operation, RUN_LETTER, type Run } from './tree'
import { mapIndices, sameTree, someIn, withLetter } from './walk'

/** “⋯” among the terms of a sum or the factors of a product. */
export interface Dots {
  readonly kind: 'dots'
  readonly at: number
  readonly end: number
}

type Member = Expression | Dots

const LARGEST_GROUP = 4

/** Some members as a pattern: with the letter of a run in place of one of their indices, and that index. */
interface Pattern {
  readonly group: readonly Expression[]
  readonly anchor: LayerIndex
}

/**
 * The members with what each “⋯” stands for in its place, or the dots for which that cannot be told. The members beside the dots
 * must be alike up to their index: w₂⋯w_L, (1 − f₁²)w₂⋯(1 − f_{L−1}²)w_L, or cut within a group: (1 − f₁²)w₂(1 − f₂²)w₃⋯w_L. The
 * largest group wins.
 */
export function gatherRuns(members: readonly Member[], operation: Operation): readonly Expression[] | Dots {
  const place = members.findIndex(({ kind }) => kind === 'dots')
  const dots = members[place]
  if (dots?.kind !== 'dots') return members.filter(isExpression)
  const before = members.slice(0, place).filter(isExpression)
  const rest = members.slice(place + 1)
  const nextDots = rest.findIndex(({ kind }) => kind === 'dots')
  const after = rest.slice(0, nextDots < 0 ? undefined : nextDots).filter(isExpression)
  const run = findRun(before, after, operation)
  if (run === null) return dots
  const taken = run.before * run.group.length
  const used = run.after * run.group.length - run.swallowed
  return gatherRuns([...before.slice(0, before.length - taken), run, ...rest.slice(used)], operation)
}

/** The members of a run as they are written: those before the dots, the dots, those behind them. */
export function membersOf({ group, from, to, step, before, after, swallowed }: Run): Member[] {
  const groupAt = (anchor: LayerIndex) => group.map(part => withLetter(part, RUN_LETTER, anchor))
  const shown = Array.from({ length: before }, (_, i) => groupAt(shifted(from, step * i)))
  const behind = Array.from({ length: after }, (_, i) => groupAt(shifted(to, step * (i - after + 1))))
  return [...shown.flat(), { kind: 'dots', at: 0, end: 0 }, ...behind.flat().slice(swallowed)]
}

const isExpression = (member: Member): member is Expression => member.kind !== 'dots'

function findRun(
  before: readonly Expression[],
  after: readonly Expression[],
  operation: Operation,
): Run | null {
  for (let size = Math.min(LARGEST_GROUP, before.length); size > 0; size--) {
    for (let swallowed = 0; swallowed < size; swallowed++) {
      const run = runOf(before, after, size, swallowed, operation)
      if (run) return run
    }
  }
  return null
}

/** The run whose groups have `size` members, of which the dots swallow `swallowed`, if there is one. */
function runOf(
  before: readonly Expression[],
  after: readonly Expression[],
  size: number,
  swallowed: number,
  operation: Operation,
): Run | null {
  const pattern = patternOf(before.slice(-size))
  if (!pattern || after.length < size - swallowed || repeatsWithin(pattern)) return null
  const last = anchorOf(after.slice(0, size - swallowed), pattern.group.slice(swallowed))
  if (!last) return null

  const groupBefore = (groups: number) =>
    before.slice(before.length - (groups + 1) * size, before.length - groups * size)
  const previous = anchorOf(groupBefore(1), pattern.group)
  const step = stepBetween(previous, pattern.anchor, last)
  const follows = (earlier: LayerIndex | null, later: LayerIndex | null): earlier is LayerIndex =>
    earlier !== null && later !== null && sameIndex(shifted(earlier, step), later)
  // Within a group the dots may only cut where what is before or behind them shows that there are groups.
  const goesOn = anchorOf(after.slice(size - swallowed, size), pattern.group.slice(0, swallowed))
  const showsGroups = follows(previous, pattern.anchor) || follows(last, goesOn)
  if (swallowed > 0 && !showsGroups) return null

  let [from, shown] = [pattern.anchor, 1]
  for (;;) {
    const earlier = anchorOf(groupBefore(shown), pattern.group)
    if (!follows(earlier, from)) break
    from = earlier
    shown++
  }
  let [to, behind] = [last, 1]
  for (;;) {
    const start = behind * size - swallowed
    const later = anchorOf(after.slice(start, start + size), pattern.group)
    if (later === null || !follows(to, later)) break
    to = later
    behind++
  }
  return {
    kind: 'run',
    operation,
    group: pattern.group,
    from,
    to,
    step,
    before: shown,
    after: behind,
    swallowed,
  }
}

function patternOf(members: readonly Expression[]): Pattern | null {
  const anchor = members.map(firstIndex).find(index => index !== null)
  if (!anchor || !members.every(member => firstIndex(member) !== null)) return null
  const group = members.map(member =>
    mapIndices(member, index =>
      index.letter === anchor.letter ? { letter: RUN_LETTER, offset: index.offset - anchor.offset } : index,
    ),
  )
  return { group, anchor }
}

/** What the letter of the run stands for in these members, if they fit the group. */
function anchorOf(members: readonly Expression[], group: readonly Expression[]): LayerIndex | null {
  const [first] = members
  const [pattern] = group
  if (members.length !== group.length || !first || !pattern) return null
  const index = firstIndex(first)
  const offset = firstIndex(pattern)?.offset
  if (index === null || offset === undefined) return null
  const anchor = shifted(index, -offset)
  const fits = group.every((part, i) => sameTree(withLetter(part, RUN_LETTER, anchor), members[i] ?? part))
  return fits ? anchor : null
}

/** Whether the members are one pattern at several layers, so that a smaller group says the same: w₂w₃⋯w_{L−1}w_L. */
function repeatsWithin({ group }: Pattern): boolean {
  return group.some((member, i) => {
    const next = group[i + 1]
    const alone = patternOf([member])
    return next !== undefined && alone !== null && anchorOf([next], alone.group) !== null
  })
}

function firstIndex(member: Expression): LayerIndex | null {
  let found: LayerIndex | null = null
  someIn(member, part => {
    if (part.kind === 'layered') found = part.index
    return part.kind === 'layered'
  })
  return found
}

/** The way that the layers go: as the members before the dots do; with one before them, from a number up to L, or down from it. */
function stepBetween(previous: LayerIndex | null, first: LayerIndex, last: LayerIndex): 1 | -1 {
  if (previous && previous.letter === first.letter) {
    if (previous.offset === first.offset + 1) return -1
    if (previous.offset === first.offset - 1) return 1
  }
  if (first.letter === last.letter) return first.offset > last.offset ? -1 : 1
  return first.letter === 'L' || last.letter === null ? -1 : 1
}
