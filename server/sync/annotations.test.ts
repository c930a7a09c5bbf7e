import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  addElements,
  type Board,
  createUndo,
  cutInk,
  deleteElements,
  editText,
  groupElements,
  moveElements,
  newElementId,
  openAnnotations,
  openBoard,
  seedUpdate,
  setX,
} from '@/lib/board'
import { type Content, handmadeUpdate, type Id } from '../testing/handmade-update'
import { Claims } from './claims'
import { judge } from './guard'

const ANNOTATOR = 77

function boardOf(client: number): Board {
  const doc = new Y.Doc()
  doc.clientID = client
  Y.applyUpdate(doc, seedUpdate())
  return openBoard(doc)
}

/** What the guard says to each change that somebody with an annotator's link makes of the room's board. */
function verdicts(room: Board, act: (board: Board) => void): string[] {
  const theirs = boardOf(ANNOTATOR)
  const claims = new Claims(new Map())
  const heard: string[] = []
  theirs.doc.on('update', (update: Uint8Array) => {
    const verdict = judge(room.doc, update, 'annotator', 'ada', claims)
    heard.push(verdict.kind)
    if (verdict.kind === 'take') Y.applyUpdate(room.doc, update)
  })
  act(theirs)
  return heard
}

/** The id of the last letter of a note's text. */
function lastLetterOf({ doc }: Board, id: string): Id {
  const element = doc.getMap('annotations').get(id)
  const text = element instanceof Y.Map ? element.get('text') : null
  const item = text instanceof Y.Text ? text._start : null
  if (item === null) throw new Error('The note has no text.')
  return item.lastId
}

describe("an annotator's link", () => {
  it('lets its holder draw, write, move, erase, group, delete and undo, and not touch the model (A1)', () => {
    const room = boardOf(9)
    const heard = verdicts(room, board => {
      const undo = createUndo(board)
      const [stroke, note] = [newElementId(board), newElementId(board)]
      addElements(board, [
        { id: stroke, kind: 'pen', x: 1, y: 2, points: Uint8Array.of(1) },
        { id: note, kind: 'note', x: 1, y: 2, text: 'why?' },
      ])
      moveElements(board, [{ id: note, x: 5, y: 6 }])
      editText(board, note, { before: 'why?', after: 'why not?' })
      editText(board, note, { before: 'why not?', after: 'not?' })
      cutInk(board, new Map([[stroke, [{ from: 1, to: 2 }]]]))
      groupElements(board, [stroke, note])
      deleteElements(board, [note])
      undo.undo()
      setX(board, 3)
    })
    expect(heard).toEqual([...Array(8).fill('take'), 'refuse'])
    const byKind = new Map(Array.from(openAnnotations(room).elements.values(), each => [each.kind, each]))
    expect(byKind.get('pen')).toMatchObject({ cuts: [{ from: 1, to: 2 }] })
    expect(byKind.get('note')).toMatchObject({ text: 'not?', x: 5 })
    expect(room.model().x).toBe(1)
  })

  it.each<[string, Content]>([
    ['a format', { kind: 'format', key: 'href', json: '"javascript:1"' }],
    ['an embed', { kind: 'embed', json: '{"image":"x"}' }],
    ['values', { kind: 'any', values: [1, { a: 1 }] }],
    ['bytes', { kind: 'binary', bytes: Uint8Array.of(1) }],
    ['a map', { kind: 'type', ref: 1 }],
  ])('lets %s into a text, which shows nothing of it and is edited as before', (_, content) => {
    const room = boardOf(9)
    const id = newElementId(room)
    addElements(room, [{ id, kind: 'note', x: 1, y: 2, text: 'why?' }])
    const place = { origin: lastLetterOf(room, id) }
    const update = handmadeUpdate([
      { client: ANNOTATOR, clock: 0, pieces: [{ kind: 'item', content, place }] },
    ])
    expect(judge(room.doc, update, 'annotator', 'ada', new Claims(new Map())).kind).toBe('take')
    Y.applyUpdate(room.doc, update)
    const note = openAnnotations(room).elements.get(id)
    if (note?.kind !== 'note') throw new Error('The note cannot be read.')
    expect(note.text).toMatch(/^why\?\ufffc*$/)
    expect(editText(room, id, { before: note.text, after: `${note.text}!` })).toBeNull()
    expect(openAnnotations(room).elements.get(id)).toMatchObject({ text: `${note.text}!` })
    expect(openAnnotations(room).problems()).toEqual({ list: [], more: 0 })
  })
})
