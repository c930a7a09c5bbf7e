import { type Transform, transformElements } from '@/lib/board'
import { onceAFrame } from '../../page/once-a-frame'
import type { CanvasScope } from '../canvas-scope'
import { endBurst } from './burst'

/** More elements than this are written in parts: written at once, they would keep the page from painting. */
export const MOST_AT_ONCE = 300
/** How many are in the first part, and how long each of the others may take, in ms: the rest of a frame is for painting. */
const FIRST_PART = 150
const PART_MS = 5

type Stage = Pick<CanvasScope, 'board' | 'undo' | 'annotations' | 'places' | 'tell'>
type Changes = ReadonlyMap<string, Transform>

/**
 * Moves or transforms elements, as one undo item. Very many are written in parts, one a frame, and stay where they are shown until all of
 * it is written; whatever this participant does next comes after that.
 *
 * @param end called when all is written, just before it shows: what the gesture showed in its place goes
 */
export function transformAll(stage: Stage, changes: Changes, end: () => void): void {
  if (changes.size > MOST_AT_ONCE) {
    new Writing(stage, changes, end).begin()
    return
  }
  end()
  const refused = transformElements(stage.board, changes)
  if (refused !== null) stage.tell(refused)
}

const MODIFIERS: ReadonlySet<unknown> = new Set(['Shift', 'Control', 'Alt', 'Meta'])

/** A change that is being written, part by part. */
class Writing {
  private readonly left: Iterator<[string, Transform]>
  private readonly rest = new AbortController()
  private readonly soon = onceAFrame(() => this.writeOn())
  private letMove = () => {}
  private count = FIRST_PART
  private refused: string | null = null

  constructor(
    private readonly stage: Stage,
    private readonly changes: Changes,
    private readonly end: () => void,
  ) {
    this.left = changes.entries()
  }

  begin(): void {
    const { undo, places } = this.stage
    endBurst(undo)
    undo.beginGesture()
    this.letMove = places.keepStill(new Set(this.changes.keys()))
    const atOnce = (event: Event) => {
      if ('key' in event && MODIFIERS.has(event.key)) return // Held down since the drag: it does nothing.
      this.count = Number.POSITIVE_INFINITY
      this.writeOn()
    }
    // A hand that goes on, or leaves, finds everything written.
    for (const type of ['pointerdown', 'keydown', 'popstate', 'pagehide', 'blur']) {
      globalThis.addEventListener?.(type, atOnce, { capture: true, signal: this.rest.signal })
    }
    this.writeOn()
  }

  private writeOn(): void {
    this.soon.cancel()
    const begun = performance.now()
    const isDone = this.writePart()
    const share = PART_MS / (performance.now() - begun)
    this.count = Math.max(20, Math.round(this.count * Math.min(1.5, share)))
    if (isDone) this.finish()
    else this.soon()
  }

  /** True when it was the last one. */
  private writePart(): boolean {
    const { annotations, board } = this.stage
    const part = new Map<string, Transform>()
    let isLast = false
    while (part.size < this.count && !isLast) {
      const next = this.left.next()
      isLast = next.done === true
      // Others may have deleted it meanwhile.
      if (!next.done && annotations.elements.has(next.value[0])) part.set(...next.value)
    }
    if (part.size > 0) this.refused = transformElements(board, part) ?? this.refused
    return isLast
  }

  private finish(): void {
    this.rest.abort()
    this.stage.undo.endGesture()
    this.end()
    this.letMove()
    if (this.refused !== null) this.stage.tell(this.refused)
  }
}
