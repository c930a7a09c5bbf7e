import { addLines, moveLine, type Refusal, removeLines } from '@/lib/board'
import type { CanvasScope } from '../canvas/canvas-scope'

/** What can be done with the lines of one derivation; each is one item to undo. */
export interface CardActions {
  /** Opens a line to be typed in. */
  open(line: string): void
  /** Adds lines below another one, and opens the last of them. */
  add(after: string | null, ...texts: readonly string[]): void
  remove(line: string): void
  /** Moves a line up or down, or to a place of the list. */
  moveBy(line: string, step: number): void
  moveTo(line: string, place: number): void
  /** Opens the line above or below, if there is one. */
  goTo(line: string, step: number): void
  end(): void
}

/** @param show opens a line of the card, or none */
export function cardActions(
  stage: CanvasScope,
  id: string,
  show: (line: string | null) => void,
): CardActions {
  const { board, annotations, state, tell, undo } = stage
  const linesNow = () => {
    const element = annotations.elements.get(id)
    return element?.kind === 'derivation' ? element.lines.map(line => line.id) : []
  }
  /** Makes an edit that is an item of its own. */
  const edit = (change: () => Refusal): boolean => {
    undo.endGesture()
    const refusal = change()
    if (refusal !== null) tell(refusal)
    return refusal === null
  }
  const open = (line: string) => {
    show(line)
    if (state.getState().editing !== id) state.setState({ editing: id, selection: new Set([id]) })
  }
  const neighbour = (line: string, step: number): string | undefined => {
    const lines = linesNow()
    const at = lines.indexOf(line)
    return at < 0 ? undefined : lines[at + step]
  }
  const moveTo = (line: string, place: number) => {
    edit(() => moveLine(board, id, line, place))
  }
  return {
    open,
    add(after, ...texts) {
      undo.endGesture()
      const added = addLines(
        board,
        id,
        after,
        texts.map(text => ({ text })),
      )
      if ('refused' in added) return tell(added.refused)
      const last = added.ids.at(-1)
      if (last !== undefined) open(last)
    },
    remove(line) {
      // The last one stays, to be written in.
      if (linesNow().length === 1) return
      const next = neighbour(line, -1) ?? neighbour(line, 1)
      if (edit(() => removeLines(board, id, [line])) && next !== undefined) show(next)
    },
    moveTo,
    moveBy(line, step) {
      const place = linesNow().indexOf(line) + step
      if (place >= 0 && place < linesNow().length) moveTo(line, place)
    },
    goTo(line, step) {
      const next = neighbour(line, step)
      if (next !== undefined) show(next)
    },
    end: () => state.setState(({ editing }) => (editing === id ? { editing: null } : {})),
  }
}
