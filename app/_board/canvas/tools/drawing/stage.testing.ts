import * as Y from 'yjs'
import { type AnyElement, createUndo, openAnnotations, openBoard, seedUpdate } from '@/lib/board'
import { boxAround, toScreen, type WorldPoint } from '@/lib/canvas'
import { createPresences } from '../../../people/presences'
import { createSession } from '../../../session'
import type { CanvasScope } from '../../canvas-scope'
import { createCanvasState } from '../../canvas-state'
import { BoardImages } from '../../images/board-images'
import { Places } from '../../places/places'
import type { CanvasPointer } from '../tool'

/** A canvas without a browser: a board of two layers, with the δ of the second at (500, 100), and nothing drawn on it. */
export function openStage(): CanvasScope & { readonly told: string[]; drawn(): AnyElement[]; close(): void } {
  const doc = new Y.Doc()
  const layer = { w: 0.5, activation: 'tanh' } as const
  Y.applyUpdate(doc, seedUpdate({ x: 1, y: 0.5, layers: [layer, layer], loss: 'squared' }))
  const board = openBoard(doc)
  const annotations = openAnnotations(board)
  const places = new Places(annotations)
  const stop = places.follow()
  const [, second] = board.model().layers
  places.setQuantities(new Map([[`delta/${second?.id}`, boxAround({ x: 500, y: 100 }, 40, 20)]]))
  const state = createCanvasState()
  state.setState({ viewport: { width: 1000, height: 600 } })
  const told: string[] = []
  const none = { ok: false, message: 'No server.', status: 404 } as const
  return {
    board,
    undo: createUndo(board),
    session: createSession(),
    presences: createPresences(),
    announce: () => {},
    readOnly: null,
    mayAnnotate: true,
    annotations,
    places,
    images: new BoardImages({
      load: async () => none,
      send: async () => none,
      show: async () => null,
      hide: () => {},
      after: () => () => {},
    }),
    state,
    tell: words => told.push(words),
    told,
    drawn: () => [...annotations.elements.values()],
    close: stop,
  }
}

/** A mouse at a place of the world, with keys held. */
export function mouse(
  stage: CanvasScope,
  at: WorldPoint,
  keys: Partial<Pick<CanvasPointer, 'shift' | 'alt' | 'ctrl'>> = {},
): CanvasPointer {
  const screen = toScreen(stage.state.getState().camera, at)
  return {
    at,
    screen,
    pressure: null,
    device: 'mouse',
    time: 0,
    shift: false,
    alt: false,
    ctrl: false,
    ...keys,
  }
}
