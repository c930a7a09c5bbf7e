import { distance, type Point, type ScreenPoint } from './point'

export type Device = 'mouse' | 'pen' | 'touch'

/** What happened to one pointer, as the browser tells it. */
export interface PointerNews {
  readonly kind: 'down' | 'move' | 'up' | 'cancel'
  /** The browser's id of the pointer, the same from its down to its up. */
  readonly id: number
  readonly device: Device
  /** In screen px. */
  readonly at: ScreenPoint
  /** In ms. */
  readonly time: number
  /** Whether the board is to be moved whatever the tool: the middle button, or the space bar is held. */
  readonly pans: boolean
}

/** What is to be done about it. */
export type Gesture =
  /** The tool's gesture begins, goes on, and ends; abandoned, it leaves no trace. */
  | { readonly kind: 'begin' | 'extend' | 'finish'; readonly pointer: PointerNews }
  | { readonly kind: 'abandon' }
  /** The board follows the hand by so many screen px. */
  | { readonly kind: 'pan'; readonly step: Point }
  /** The board follows two fingers: by a step, and larger by a factor about a place. */
  | { readonly kind: 'pinch'; readonly step: Point; readonly factor: number; readonly about: ScreenPoint }

/** So late, in ms, or after so long a way, in screen px, a second finger is no pinch any more: it is a palm. */
const PINCH_WITHIN_MS = 150
const PINCH_WITHIN_PX = 8

interface Finger {
  at: ScreenPoint
}

/**
 * Whose hand is what: one pointer at a time has the tool, two fingers move the board whatever the tool is, and a palm does nothing.
 * - A pen has the tool at once. It takes it from a finger, whose gesture is abandoned; while it is down, and until they are lifted,
 *   other touches are a palm's.
 * - Once a pen was seen, a finger moves the board, until `leavePenMode`.
 * - A second finger soon after the first abandons its gesture and pinches; later it is ignored.
 */
export class PointerArbiter {
  private penMode = false
  /** Who has the tool. */
  private holder: { readonly id: number; readonly device: Device; readonly begun: PointerNews } | null = null
  /** How far the holder has come from where it went down, at most. */
  private reach = 0
  /** Who moves the board: one pointer, or two fingers. */
  private readonly movers = new Map<number, Finger>()
  /** Touches that do nothing until they are lifted. */
  private readonly ignored = new Set<number>()

  /** Whether a pen was seen, so that fingers move the board. */
  get isInPenMode(): boolean {
    return this.penMode
  }

  leavePenMode(): void {
    this.penMode = false
  }

  /** What one piece of news amounts to: nothing, a gesture, or one that ends and one that begins. */
  take(news: PointerNews): readonly Gesture[] {
    switch (news.kind) {
      case 'down':
        return this.down(news)
      case 'move':
        return this.move(news)
      case 'up':
      case 'cancel':
        return this.lift(news)
    }
  }

  /** Takes the tool from whoever has it, for instance when Escape is pressed or the window loses its focus. */
  abandon(): readonly Gesture[] {
    if (this.holder === null) return []
    this.ignored.add(this.holder.id)
    this.holder = null
    return [{ kind: 'abandon' }]
  }

  private down(news: PointerNews): readonly Gesture[] {
    if (news.device === 'pen') return this.penDown(news)
    if (news.device === 'touch') return this.fingerDown(news)
    if (this.isBusy) return []
    return news.pans ? this.beginToMove(news) : this.hold(news)
  }

  private penDown(news: PointerNews): readonly Gesture[] {
    this.penMode = true
    if (this.holder?.device === 'pen') return []
    const gestures = this.abandon()
    for (const id of this.movers.keys()) this.ignored.add(id)
    this.movers.clear()
    return [...gestures, ...(news.pans ? this.beginToMove(news) : this.hold(news))]
  }

  private fingerDown(news: PointerNews): readonly Gesture[] {
    if (this.holder === null) {
      if (this.ignored.size > 0 || this.movers.size > 1) return this.ignore(news)
      const isSecond = this.movers.size === 1
      return isSecond || this.penMode || news.pans ? this.beginToMove(news) : this.hold(news)
    }
    const { holder } = this
    const isSoon = news.time - holder.begun.time <= PINCH_WITHIN_MS || this.reach <= PINCH_WITHIN_PX
    if (holder.device !== 'touch' || !isSoon) return this.ignore(news)
    this.holder = null
    this.movers.set(holder.id, { at: holder.begun.at })
    this.beginToMove(news)
    return [{ kind: 'abandon' }]
  }

  private move(news: PointerNews): readonly Gesture[] {
    if (news.id === this.holder?.id) {
      this.reach = Math.max(this.reach, distance(this.holder.begun.at, news.at))
      return [{ kind: 'extend', pointer: news }]
    }
    const mover = this.movers.get(news.id)
    if (mover === undefined) return []
    const before = this.places()
    mover.at = news.at
    const gesture = gestureBetween(before, this.places())
    return gesture === null ? [] : [gesture]
  }

  private lift(news: PointerNews): readonly Gesture[] {
    this.ignored.delete(news.id)
    if (news.id === this.holder?.id) {
      this.holder = null
      return [news.kind === 'up' ? { kind: 'finish', pointer: news } : { kind: 'abandon' }]
    }
    if (!this.movers.delete(news.id)) return []
    // Of two fingers one is lifted first: the other one draws nothing on its way.
    for (const id of this.movers.keys()) this.ignored.add(id)
    this.movers.clear()
    return []
  }

  private get isBusy(): boolean {
    return this.holder !== null || this.movers.size > 0
  }

  private hold(news: PointerNews): readonly Gesture[] {
    this.holder = { id: news.id, device: news.device, begun: news }
    this.reach = 0
    return [{ kind: 'begin', pointer: news }]
  }

  private beginToMove({ id, at }: PointerNews): readonly Gesture[] {
    this.movers.set(id, { at })
    return []
  }

  private ignore({ id }: PointerNews): readonly Gesture[] {
    this.ignored.add(id)
    return []
  }

  private places(): readonly ScreenPoint[] {
    return Array.from(this.movers.values(), ({ at }) => at)
  }
}

function gestureBetween(before: readonly ScreenPoint[], after: readonly ScreenPoint[]): Gesture | null {
  const [a, b] = before
  const [c, d] = after
  if (a === undefined || c === undefined) return null
  if (b === undefined || d === undefined) return { kind: 'pan', step: { x: c.x - a.x, y: c.y - a.y } }
  const [from, to] = [middleOf(a, b), middleOf(c, d)]
  const wide = distance(a, b)
  return {
    kind: 'pinch',
    step: { x: to.x - from.x, y: to.y - from.y },
    // Fingers that lie on each other have no distance that could grow.
    factor: wide < 1 ? 1 : Math.max(distance(c, d), 1) / wide,
    about: to,
  }
}

const middleOf = (a: Point, b: Point): ScreenPoint => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
