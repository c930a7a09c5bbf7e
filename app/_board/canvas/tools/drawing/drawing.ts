import { addElements, type Element, type Frame, type Line, type NewElement, type Shape } from '@/lib/board'
import { type Box, type DrawWish, distance, GRID, viewOf } from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import { layToolDown } from '../../canvas-state'
import type { CanvasPointer } from '../tool'

/** What a tool of shapes draws. */
export type Drawn = Shape | Line | Frame

/** A hand that goes no further than this has clicked, in screen px. */
const STILL = { mouse: 3, pen: 5, touch: 8 } as const

export const isStill = (from: CanvasPointer, to: CanvasPointer): boolean =>
  distance(from.screen, to.screen) <= STILL[from.device]

/** What the keys that are held, and the grid, make of a drag. */
export const wishOf = ({ state }: CanvasScope, { shift, alt }: CanvasPointer): DrawWish => ({
  isRegular: shift,
  isFromMiddle: alt,
  grid: state.getState().hasGrid ? GRID : null,
})

/** What every new element has beside what is drawn of it, in the style in the hand. */
export function newCommon({ state }: CanvasScope, id: string) {
  const { color, size } = state.getState().style
  return { id, order: '', color, size, locked: false, groups: [] } as const
}

/** The part of the world in the window. */
export function viewNow({ state }: CanvasScope): Box {
  const { camera, viewport } = state.getState()
  return viewOf(camera, viewport)
}

export const showDrawn = ({ state }: CanvasScope, drawn: Drawn): void =>
  state.setState({ preview: { kind: 'changed', elements: new Map<string, Element>([[drawn.id, drawn]]) } })

export const showNothing = ({ state }: CanvasScope): void => state.setState({ preview: null, lit: null })

/** Puts what was drawn on the board, as one item of undo, and lays the tool down with it selected. */
export function keepDrawn(stage: CanvasScope, drawn: NewElement): void {
  const refusal = addElements(stage.board, [drawn])
  showNothing(stage)
  if (refusal !== null) stage.tell(refusal)
  else layToolDown(stage.state, [drawn.id])
}
