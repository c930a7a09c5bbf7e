import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { openBoard, readBoardText, seedUpdate, setX } from '@/lib/board'
import { chainOfCopy, copyFileText } from './copy-file'

function copyOf(doc: Y.Doc) {
  return {
    id: 'one',
    boardId: 'b'.repeat(22),
    title: 'Tuesday "group"',
    when: 0,
    reason: 'Denied.',
    state: Y.encodeStateAsUpdate(doc),
  }
}

function editedBoard(): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedUpdate())
  setX(openBoard(doc), 1 / 3)
  return doc
}

describe('a copy as a file', () => {
  it('is a chain that can be imported, with the same bits', () => {
    const reading = readBoardText(copyFileText(copyOf(editedBoard())))
    expect(reading.ok && reading.value.chain?.x).toBe(1 / 3)
    expect(reading.ok && reading.value.chain?.layers).toHaveLength(3)
  })

  it('holds the whole document too, with where it is from', () => {
    const doc = editedBoard()
    doc.getMap('annotations').set('note', 'kept too')
    const { copy } = JSON.parse(copyFileText(copyOf(doc)))
    expect(copy).toMatchObject({ board: 'b'.repeat(22), title: 'Tuesday "group"', reason: 'Denied.' })
    const again = new Y.Doc()
    Y.applyUpdate(again, new Uint8Array(Buffer.from(copy.document, 'base64url')))
    expect(again.getMap('annotations').get('note')).toBe('kept too')
  })

  it('is a file even when no chain can be read from it', () => {
    const broken = { ...copyOf(new Y.Doc()), state: Uint8Array.of(9, 9, 9) }
    expect(chainOfCopy(broken)).toBeNull()
    expect(JSON.parse(copyFileText(broken)).copy.document).toBe('CQkJ')
  })
})
