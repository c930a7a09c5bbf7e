import { describe, expect, it } from 'vitest'
import { editLine, isReadable, newElementId } from '@/lib/board'
import { stageForTests } from '../canvas/tools/select/stage.testing'
import { beginLine, endWriting, startWriting } from '../canvas/words/editing/writing'
import { cardActions } from './card-actions'
import { deriveQuantity } from './derive-quantity'

/** A derivation of one empty line that is open, as its tool leaves it. */
function open() {
  const { stage, told } = stageForTests()
  const id = newElementId(stage.board)
  startWriting(stage, { id, kind: 'derivation', x: 0, y: 0, lines: [{ text: '' }] })
  let shown: string | null = null
  const actions = cardActions(stage, id, line => {
    shown = line
  })
  const lines = () => {
    const element = stage.annotations.elements.get(id)
    return element?.kind === 'derivation' ? element.lines.filter(isReadable) : []
  }
  const texts = () => lines().map(({ text }) => text)
  const type = (line: string, after: string) => {
    beginLine(stage, id)
    const before = lines().find(each => each.id === line)?.text ?? ''
    editLine(stage.board, id, line, { before, after })
  }
  return { stage, told, id, actions, lines, texts, type, shown: () => shown }
}

describe('writing a derivation', () => {
  it('adds lines below one another and opens the last of them', () => {
    const { actions, lines, texts, type, shown } = open()
    const [first] = lines()
    type(first?.id ?? '', 'a')
    actions.add(first?.id ?? '', 'b', 'c')
    expect(texts()).toEqual(['a', 'b', 'c'])
    expect(shown()).toBe(lines()[2]?.id)
    actions.goTo(shown() ?? '', -1)
    expect(shown()).toBe(lines()[1]?.id)
    actions.goTo(lines()[0]?.id ?? '', -1)
    expect(shown()).toBe(lines()[1]?.id)
  })

  it('moves and deletes lines, but for the last one', () => {
    const { actions, lines, texts, shown } = open()
    const [first] = lines()
    actions.add(first?.id ?? '', 'b', 'c')
    actions.moveBy(lines()[2]?.id ?? '', -1)
    expect(texts()).toEqual(['', 'c', 'b'])
    actions.moveBy(lines()[2]?.id ?? '', 1)
    expect(texts()).toEqual(['', 'c', 'b'])
    actions.remove(lines()[1]?.id ?? '')
    expect(shown()).toBe(first?.id)
    for (let i = 0; i < 3; i++) actions.remove(lines()[0]?.id ?? '')
    expect(texts()).toHaveLength(1)
  })

  it('is undone line by line, and one that was never written in leaves nothing behind (U1)', () => {
    const { stage, id, actions, lines, texts, type } = open()
    const [first] = lines()
    type(first?.id ?? '', 'a')
    actions.add(first?.id ?? '', '')
    type(lines()[1]?.id ?? '', 'b')
    endWriting(stage, id)
    stage.undo.undo()
    expect(texts()).toEqual(['a', ''])
    stage.undo.undo()
    expect(texts()).toEqual(['a'])
    stage.undo.undo()
    expect(stage.annotations.elements.size).toBe(0)

    const empty = open()
    beginLine(empty.stage, empty.id)
    endWriting(empty.stage, empty.id)
    expect(empty.stage.annotations.elements.size).toBe(0)
    empty.stage.undo.undo()
    expect(empty.stage.annotations.elements.size).toBe(0)
  })

  it('says why nothing is done', () => {
    const { told, actions, lines } = open()
    actions.add(lines()[0]?.id ?? '', 'x'.repeat(3_000))
    expect(told).toEqual([expect.stringMatching(/2,000 characters/)])
  })
})

describe('a quantity that is derived', () => {
  it('gets a derivation that holds on to it, below the chain and beside what is there', () => {
    const { stage } = stageForTests()
    const layer = stage.board.model().layers[0]?.id ?? ''
    const box = { minX: 100, minY: 50, maxX: 180, maxY: 90 }
    stage.places.setQuantities(new Map([[`gradW/${layer}`, box]]))
    for (let i = 0; i < 2; i++) deriveQuantity(stage, { kind: 'gradW', layer: 1 })
    const [first, second] = [...stage.annotations.elements.values()]
    if (first?.kind !== 'derivation' || second?.kind !== 'derivation') throw new Error('There are none.')
    expect(first).toMatchObject({
      title: '∂𝓛/∂w₁',
      anchor: { to: 'quantity', quantity: `gradW/${layer}` },
      lines: [{ text: '\\frac{\\partial \\mathcal{L}}{\\partial w_1} = ' }],
    })
    expect(first.y).toBeGreaterThan(box.maxY)
    expect(second.y).toBeGreaterThan(first.y + 100)
    expect(stage.state.getState().editing).toBe(second.id)
  })

  it('is refused in words where there is nothing to derive', () => {
    const { stage, told } = stageForTests()
    deriveQuantity(stage, { kind: 'y' })
    deriveQuantity(stage, { kind: 'delta', layer: 1 })
    expect(told).toEqual(['y is given: there is nothing to derive.', 'That is not on the board any more.'])
    expect(stage.annotations.elements.size).toBe(0)
  })
})
