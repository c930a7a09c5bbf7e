import { expect, it } from 'vitest'
import type { Preview } from '../canvas-state'
import { erasedOtherwise, takenOut } from './preview-changes'

const erased = (ids: string[], cuts: [string, { from: number; to: number }[]][] = []): Preview => ({
  kind: 'erased',
  ids: new Set(ids),
  cuts: new Map(cuts),
})

it('an eraser that goes on changes only what it meets anew', () => {
  const cut = [{ from: 0, to: 4 }]
  expect(erasedOtherwise(erased(['a'], [['c', cut]]), erased(['a', 'b'], [['c', cut]]))).toEqual(['b'])
  expect(erasedOtherwise(erased([], [['c', cut]]), erased([], [['c', [...cut]]]))).toEqual(['c'])
})

it('an eraser that is taken back changes everything back', () => {
  const all = erasedOtherwise(erased(['a', 'b'], [['c', [{ from: 0, to: 4 }]]]), null)
  expect(all.toSorted()).toEqual(['a', 'b', 'c'])
})

it('what is moved or changed is taken out of the picture, what is erased is not', () => {
  expect([...takenOut({ kind: 'moved', ids: new Set(['a']), step: { x: 1, y: 1 } })]).toEqual(['a'])
  expect([...takenOut(erased(['a']))]).toEqual([])
  expect([...takenOut(null)]).toEqual([])
})
