import type { StoreApi } from 'zustand'
import { COLORS, type Color } from '@/lib/board'
import { afterWindow, type Brush, type Ghost, handedOver, pointCount, readLiveWindow } from '@/lib/canvas'
import type { Participant } from '../../people/presences'
import type { CanvasState } from '../canvas-state'
import { GrowingStroke } from './growing-stroke'
import { LaserTrail } from './laser-trail'

/** What share of the points that have arrived of somebody's stroke is shown with each frame, so that it flows. */
const FLOW = 0.5

/** A stroke of somebody else, as far as it is shown. */
interface Shown {
  ghost: Ghost
  readonly stroke: GrowingStroke
  readonly trail: LaserTrail | null
}

interface Person {
  /** What arrived last, as it came. */
  raw: unknown
  ghosts: readonly Ghost[]
}

/** So many ids of strokes that are over are remembered. */
const REMEMBERED = 1_000

/**
 * Strokes that are being drawn and are not in the document yet: one's own, and those of the others as presence shows them. As soon
 * as the document has one of them, it is shown from there.
 */
export class LiveStrokes {
  private own: GrowingStroke | null = null
  private readonly trails: LaserTrail[] = []
  private readonly people = new Map<number, Person>()
  private readonly shown = new Map<string, Shown>()
  private readonly listeners = new Set<() => void>()
  private readonly over = new Set<string>()
  private advancedAt = Number.NaN

  /** @param isCommitted whether the document has the stroke, and the canvas its place. */
  constructor(private readonly isCommitted: (id: string) => boolean) {}

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** One's own stroke, until it is committed; null: it was taken back. Call again whenever it has grown. */
  show(stroke: GrowingStroke | null): void {
    this.own = stroke
    this.notify()
  }

  /** One's own laser; it fades by itself. Call again whenever it has grown. */
  point(trail: LaserTrail): void {
    if (!this.trails.includes(trail)) this.trails.push(trail)
    this.notify()
  }

  /** What the others draw now. */
  hear(participants: readonly Participant[], now: number): void {
    const here = new Set<number>()
    let isNews = false
    for (const { clientId, isMe, stroke, user } of participants) {
      if (isMe) continue
      here.add(clientId)
      const person = this.people.get(clientId)
      if (person === undefined ? stroke === null : person.raw === stroke) continue
      const read = readLiveWindow(stroke)
      // Whoever only looks on has nothing to draw with but a laser.
      const isTheirs = user.role !== 'viewer' || read?.brush === 'laser'
      const window = isTheirs && read !== null && !this.isOver(read.id) ? read : null
      const ghosts = afterWindow(person?.ghosts ?? [], window, this.isCommitted, now)
      this.people.set(clientId, { raw: stroke, ghosts })
      isNews = true
    }
    for (const [clientId, person] of this.people) {
      if (here.has(clientId)) continue
      person.ghosts = afterWindow(person.ghosts, null, this.isCommitted, now)
      person.raw = null
      if (person.ghosts.length === 0) this.people.delete(clientId)
      isNews = true
    }
    if (isNews) this.notify()
  }

  /** Something is here that changes from frame to frame by itself. */
  get isMoving(): boolean {
    return (
      this.shown.size > 0 ||
      this.trails.length > 0 ||
      [...this.people.values()].some(({ ghosts }) => ghosts.length > 0)
    )
  }

  /** Lets what the others draw grow, lets go of what is committed or faded. Once a frame. */
  advance(now: number): void {
    if (now === this.advancedAt) return // Both layers ask in every frame.
    this.advancedAt = now
    if (this.own !== null && this.isCommitted(this.own.id)) this.own = null
    const seen = new Set<string>()
    for (const person of this.people.values()) {
      for (const { id } of person.ghosts) this.isOver(id)
      person.ghosts = handedOver(person.ghosts, this.isCommitted, now)
      for (const ghost of person.ghosts) {
        if (this.grow(ghost, now)) {
          seen.add(ghost.id)
          continue
        }
        person.ghosts = person.ghosts.filter(each => each !== ghost)
        this.remember(ghost.id)
      }
    }
    for (const id of this.shown.keys()) if (!seen.has(id)) this.shown.delete(id)
    for (const trail of [...this.trails]) {
      trail.note(now)
      if (trail.hasFaded(now)) this.trails.splice(this.trails.indexOf(trail), 1)
    }
  }

  /** The strokes of a brush. */
  strokes(brush: Exclude<Brush, 'laser'>): readonly GrowingStroke[] {
    const strokes = this.own?.brush === brush ? [this.own] : []
    for (const { stroke } of this.shown.values()) if (stroke.brush === brush) strokes.push(stroke)
    return strokes
  }

  lasers(): readonly LaserTrail[] {
    const trails = [...this.trails]
    for (const { trail } of this.shown.values()) if (trail !== null) trails.push(trail)
    return trails
  }

  /** False when the stroke is a laser's that has faded. */
  private grow(ghost: Ghost, now: number): boolean {
    let shown = this.shown.get(ghost.id)
    if (shown === undefined) {
      const { id, brush, size, color, pressures } = ghost
      const stroke = new GrowingStroke(id, brush, size, colorOf(color), ghost, pressures !== null)
      shown = { ghost, stroke, trail: brush === 'laser' ? new LaserTrail(stroke) : null }
      this.shown.set(ghost.id, shown)
    }
    shown.ghost = ghost
    const { stroke, trail } = shown
    const arrived = pointCount(ghost.points)
    stroke.grow(ghost, stroke.count + Math.ceil((arrived - stroke.count) * FLOW))
    if (trail === null) return true
    trail.isHeld = ghost.doneAt === null
    trail.note(now)
    return !trail.hasFaded(now)
  }

  /**
   * Whether a stroke came into the document, or a laser has faded. Presence may go on to show it for a while, also when it has been
   * taken back meanwhile: it is not to be seen again.
   */
  private isOver(id: string): boolean {
    if (this.isCommitted(id)) this.remember(id)
    return this.over.has(id)
  }

  private remember(id: string): void {
    this.over.add(id)
    const [oldest] = this.over
    if (this.over.size > REMEMBERED && oldest !== undefined) this.over.delete(oldest)
  }

  private notify(): void {
    for (const listener of [...this.listeners]) listener()
  }
}

const colorOf = (name: string): Color => COLORS.find(color => color === name) ?? 'ink'

const ofCanvas = new WeakMap<StoreApi<CanvasState>, LiveStrokes>()

/** The strokes that are being drawn on a canvas. */
export function liveStrokesOf({
  state,
  places,
}: {
  readonly state: StoreApi<CanvasState>
  readonly places: { get(id: string): unknown }
}): LiveStrokes {
  const known = ofCanvas.get(state)
  if (known !== undefined) return known
  const live = new LiveStrokes(id => places.get(id) !== undefined)
  ofCanvas.set(state, live)
  return live
}
