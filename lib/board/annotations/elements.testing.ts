import * as Y from 'yjs'
import type { Board } from '../board'
import { annotationsOf } from '../schema'
import { addElements } from './add'
import { openAnnotations } from './annotations'
import type { AnyElement, Element, Kind } from './element'
import { newElementId } from './new-id'
import type { NewElement } from './write-element'

type Sample = NewElement extends infer E ? (E extends unknown ? Omit<E, 'id'> : never) : never

/** One element of every kind, with what it cannot do without. */
export const SAMPLES: Readonly<Record<Kind, Sample>> = {
  pen: { kind: 'pen', x: 1, y: 2, points: Uint8Array.of(1, 2, 3) },
  highlighter: { kind: 'highlighter', x: 1, y: 2, points: Uint8Array.of(4) },
  text: { kind: 'text', x: 3, y: 4, text: 'so $\\delta_1$ follows' },
  note: { kind: 'note', x: 3, y: 4, text: 'why?' },
  math: { kind: 'math', x: 5, y: 6, text: '\\delta_2' },
  derivation: {
    kind: 'derivation',
    x: 5,
    y: 6,
    lines: [{ text: '\\delta_1 = w_2 \\delta_2', reason: 'chain rule' }],
  },
  arrow: { kind: 'arrow', x: 7, y: 8, end: { x: 10, y: -10 } },
  line: { kind: 'line', x: 7, y: 8, end: { x: 0, y: 5 } },
  rectangle: { kind: 'rectangle', x: 9, y: 9, width: 20, height: 10 },
  ellipse: { kind: 'ellipse', x: 9, y: 9, width: 20, height: 10 },
  frame: { kind: 'frame', x: 0, y: 0, width: 200, height: 100, title: 'Backward pass' },
  image: { kind: 'image', x: 0, y: 0, width: 20, height: 10, hash: 'ab'.repeat(32), type: 'image/png' },
}

/** Adds an element like the sample of its kind and gives its id. */
export function add(board: Board, kind: Kind, changes: Partial<Record<string, unknown>> = {}): string {
  const id = newElementId(board)
  // The changes are fields of the kind, or what a test means to have refused.
  const refusal = addElements(board, [{ ...SAMPLES[kind], ...changes, id } as NewElement])
  if (refusal !== null) throw new Error(refusal)
  return id
}

/** What the board shows under an id. */
export function shown(board: Board, id: string): AnyElement | undefined {
  return openAnnotations(board).elements.get(id)
}

export function element(board: Board, id: string): Element {
  const found = shown(board, id)
  if (found === undefined || found.kind === 'unreadable') throw new Error(`There is no ${id} to be read.`)
  return found
}

/** Everything that the board shows, in the order of ids, so that two boards can be compared. */
export const allShown = (board: Board): [string, AnyElement][] =>
  [...openAnnotations(board).elements].sort(([a], [b]) => (a < b ? -1 : 1))

/** Writes an element by hand. */
export function forge(board: Board, id: string, fields: object | unknown): void {
  const isFields = typeof fields === 'object' && fields !== null && fields.constructor === Object
  annotationsOf(board.doc).set(id, isFields ? new Y.Map(Object.entries(fields)) : fields)
}
