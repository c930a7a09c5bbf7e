import * as Y from 'yjs'
import { createUndo, openAnnotations, openBoard, seedUpdate } from '@/lib/board'
import { createPresences } from '../../../people/presences'
import { createSession } from '../../../session'
import type { CanvasScope } from '../../canvas-scope'
import { createCanvasState } from '../../canvas-state'
import { Places } from '../../places/places'
import type { CanvasPointer, ToolGesture } from '../tool'
import { selectTool } from './select-tool'

/** A board with nothing on it, and a canvas of 1000 × 800 px over it at 100 %, without a browser. */
export function stageForTests() {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedUpdate())
  const board = openBoard(doc)
  const undo = createUndo(board)
  const annotations = openAnnotations(board)
  const places = new Places(annotations)
  places.follow()
  const state = createCanvasState()
  state.setState({ viewport: { width: 1000, height: 800 } })
  const told: string[] = []
  const written: CanvasPointer[] = []
  const stage: CanvasScope = {
    board,
    undo,
    session: createSession(),
    presences: createPresences(),
    announce: () => undefined,
    readOnly: null,
    mayAnnotate: true,
    annotations,
    places,
    state,
    tell: words => told.push(words),
  }
  const tool = selectTool((_, pointer) => written.push(pointer))
  return { stage, doc, tool, told, written }
}

/** A mouse at a place of the world, which at 100 % is that of the window. */
export const mouseAt = (x: number, y: number, more: Partial<CanvasPointer> = {}): CanvasPointer => ({
  at: { x, y },
  screen: { x, y },
  pressure: null,
  device: 'mouse',
  time: 0,
  shift: false,
  alt: false,
  ctrl: false,
  ...more,
})

export interface Hand {
  press(x: number, y: number, more?: Partial<CanvasPointer>): Hand
  go(x: number, y: number, more?: Partial<CanvasPointer>): Hand
  lift(x: number, y: number, more?: Partial<CanvasPointer>): Hand
  giveUp(): Hand
}

/** A hand that works with the select tool. */
export function handOn({ stage, tool }: Pick<ReturnType<typeof stageForTests>, 'stage' | 'tool'>): Hand {
  let gesture: ToolGesture | null = null
  const hand: Hand = {
    press(x, y, more) {
      gesture = tool.begin(stage, mouseAt(x, y, more))
      return hand
    },
    go(x, y, more) {
      gesture?.extend([mouseAt(x, y, more)])
      return hand
    },
    lift(x, y, more) {
      gesture?.finish(mouseAt(x, y, more))
      gesture = null
      return hand
    },
    giveUp() {
      gesture?.abandon()
      gesture = null
      return hand
    },
  }
  return hand
}
