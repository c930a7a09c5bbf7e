import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { seededBoard, send, sync } from '../replicas.testing'
import { editText } from './edit-text'
import { add, element, forge } from './elements.testing'
import { applySplice, moveCaret, rebase, spliceBetween } from './text-splice'

const FAMILY = '👨‍👩‍👧'
const OTHERS = '👨‍👩‍👦'

describe('the change between two texts', () => {
  it.each([
    ['ab', 'axb', 2, { at: 1, remove: 0, insert: 'x' }],
    ['aaa', 'aaaa', 2, { at: 1, remove: 0, insert: 'a' }],
    ['aaa', 'aaaa', 4, { at: 3, remove: 0, insert: 'a' }],
    ['aaaa', 'aaa', 0, { at: 0, remove: 1, insert: '' }],
    ['abc', '', 0, { at: 0, remove: 3, insert: '' }],
    ['a😀b', 'a😁b', 3, { at: 1, remove: 2, insert: '😁' }],
    [`a${FAMILY}b`, `a${OTHERS}b`, 9, { at: 1, remove: 8, insert: OTHERS }],
    ['e', 'e\u0301', 2, { at: 0, remove: 1, insert: 'e\u0301' }],
    ['🇩🇪🇫🇷', '🇩🇰🇫🇷', 4, { at: 0, remove: 4, insert: '🇩🇰' }],
  ])('of %j to %j with the caret at %i', (before, after, caret, splice) => {
    expect(spliceBetween(before, after, caret)).toEqual(splice)
  })

  const text = fc
    .array(fc.constantFrom('a', 'b', ' ', '\n', 'é', 'e\u0301', '😀', '😁', FAMILY, '🇩🇪', '\\', '{'), {
      maxLength: 12,
    })
    .map(parts => parts.join(''))
  const halves = (splice: string) => /^[\udc00-\udfff]|[\ud800-\udbff]$/.test(splice)

  it('makes one of the other, and parts no character', () => {
    fc.assert(
      fc.property(text, text, fc.nat(40), (before, after, caret) => {
        const splice = spliceBetween(before, after, caret)
        if (splice === null) {
          expect(before).toBe(after)
          return
        }
        expect(applySplice(before, splice)).toBe(after)
        expect(halves(splice.insert)).toBe(false)
        expect(halves(before.slice(splice.at, splice.at + splice.remove))).toBe(false)
      }),
    )
  })

  it('is carried over what others did to the same text, which stays', () => {
    fc.assert(
      fc.property(
        text,
        fc.nat(40),
        fc.nat(9),
        fc.nat(40),
        fc.nat(9),
        (before, a, mineLength, b, theirLength) => {
          const range = (start: number, length: number, insert: string) => {
            const at = Math.min(start, before.length)
            return { at, remove: Math.min(length, before.length - at), insert }
          }
          const [mine, theirs] = [range(a, mineLength, 'MINE'), range(b, theirLength, 'THEIRS')]
          const after = rebase(mine, theirs).reduce(applySplice, applySplice(before, theirs))
          const isLeft = (i: number) => [mine, theirs].every(({ at, remove }) => i < at || i >= at + remove)
          const left = Array.from({ length: before.length }, (_, i) => (isLeft(i) ? before[i] : '')).join('')
          expect(after).toContain('THEIRS')
          expect(after.replace('THEIRS', '').replace('MINE', '')).toBe(left)
        },
      ),
    )
  })

  it('keeps a caret where it was when others write before, at or behind it', () => {
    expect(moveCaret(2, 'abcd', 'XXabcd')).toBe(4)
    expect(moveCaret(2, 'abcd', 'abXXcd')).toBe(2)
    expect(moveCaret(2, 'abcd', 'abcdXX')).toBe(2)
    expect(moveCaret(3, 'abcd', 'ad')).toBe(1)
  })
})

describe('typing into an element', () => {
  it('merges with what others type into the same text', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    const id = add(ada, 'math', { text: '\\delta_1' })
    sync(ada, ben)
    editText(ada, id, { before: '\\delta_1', after: '\\delta_1 = f' })
    editText(ben, id, { before: '\\delta_1', after: '2\\delta_1' })
    sync(ada, ben)
    expect(element(ada, id)).toMatchObject({ text: '2\\delta_1 = f' })
    expect(element(ben, id)).toEqual(element(ada, id))
  })

  it('goes to its place when the page had not shown yet what others wrote', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    const id = add(ada, 'note', { text: 'loss' })
    sync(ada, ben)
    editText(ben, id, { before: 'loss', after: 'the loss' })
    send(ben, ada)
    editText(ada, id, { before: 'loss', after: 'loss!', caret: 5 })
    expect(element(ada, id)).toMatchObject({ text: 'the loss!' })
  })

  it('goes to its place behind what is no text', () => {
    const board = seededBoard(10)
    const text = new Y.Text('bold')
    text.insertEmbed(0, { a: 1 })
    forge(board, 't', { kind: 'text', x: 0, y: 0, text })
    editText(board, 't', { before: '\ufffcbold', after: '\ufffcbolder' })
    expect(element(board, 't')).toMatchObject({ text: '\ufffcbolder' })
  })

  it('is refused when the text is full, and leaves out what would steer the page', () => {
    const board = seededBoard(10)
    const id = add(board, 'math', { text: 'x'.repeat(4_999) })
    const before = 'x'.repeat(4_999)
    expect(editText(board, id, { before, after: `${before}yy` })).toBe(
      'It is full: a text like this holds 5,000 characters.',
    )
    expect(editText(board, id, { before, after: `${before}\u202e` })).toBeNull()
    expect(element(board, id)).toMatchObject({ text: `${before} ` })
    expect(editText(board, id, { before: `${before} `, after: 'short' })).toBeNull()
  })
})
