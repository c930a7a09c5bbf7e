import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  addElements,
  deleteElements,
  type Element,
  groupElements,
  lockElements,
  type NewElement,
  newElementId,
  openBoard,
} from '@/lib/board'
import { handOn, mouseAt, stageForTests } from './stage.testing'

type Sample = NewElement extends infer E ? (E extends unknown ? Omit<E, 'id'> : never) : never

let table: ReturnType<typeof stageForTests>

beforeEach(() => {
  table = stageForTests()
})

function add(sample: Sample): string {
  const id = newElementId(table.stage.board)
  expect(addElements(table.stage.board, [{ ...sample, id } as NewElement])).toBeNull() // a sample and its id
  return id
}
const box = (x: number, y: number, more: object = {}): string =>
  add({ kind: 'rectangle', x, y, width: 100, height: 60, fill: 'tint', ...more } as Sample) // of a rectangle
function shown(id: string): Element {
  const element = table.stage.annotations.elements.get(id)
  if (element === undefined || element.kind === 'unreadable') throw new Error(`${id} is not there`)
  return element
}
const selected = (): string[] => [...table.stage.state.getState().selection]
const hand = () => handOn(table)

describe('a click', () => {
  it('selects what is on top, and on the empty board nothing', () => {
    const below = box(0, 0)
    const above = box(50, 0)
    hand().press(75, 30).lift(75, 30)
    expect(selected()).toEqual([above])
    hand().press(20, 30).lift(20, 30)
    expect(selected()).toEqual([below])
    hand().press(500, 500).lift(500, 500)
    expect(selected()).toEqual([])
  })

  it('on the title of a frame, which stands above it, selects the frame', () => {
    const frame = add({ kind: 'frame', x: 0, y: 0, width: 300, height: 200, title: 'Backward' })
    hand().press(20, -14).lift(20, -14)
    expect(selected()).toEqual([frame])
    hand().press(150, 100).lift(150, 100)
    expect(selected()).toEqual([])
  })

  it('with Shift adds and takes away', () => {
    const [a, b] = [box(0, 0), box(200, 0)]
    hand().press(50, 30).lift(50, 30)
    hand().press(250, 30, { shift: true }).lift(250, 30, { shift: true })
    expect(new Set(selected())).toEqual(new Set([a, b]))
    hand().press(50, 30, { shift: true }).lift(50, 30, { shift: true })
    expect(selected()).toEqual([b])
  })

  it('takes a group whole, a double click what is in it, and the next click its neighbour', () => {
    const [a, b] = [box(0, 0), box(200, 0)]
    groupElements(table.stage.board, [a, b])
    hand().press(50, 30).lift(50, 30)
    expect(new Set(selected())).toEqual(new Set([a, b]))
    table.tool.doubleClick?.(table.stage, mouseAt(50, 30))
    expect(selected()).toEqual([a])
    hand().press(250, 30).lift(250, 30)
    expect(selected()).toEqual([b])
  })
})

describe('a finger that rests', () => {
  const rest = (x: number, y: number) =>
    hand().press(x, y, { device: 'touch', time: 0 }).lift(x, y, { device: 'touch', time: 600 })
  const menuAt = () => table.stage.state.getState().menuAt

  it('selects what is under it together with the rest, and opens the menu of it', () => {
    const [a, b] = [box(0, 0), box(200, 0)]
    rest(50, 30)
    expect(selected()).toEqual([a])
    expect(menuAt()).toEqual({ x: 50, y: 30 })
    rest(250, 30)
    expect(selected()).toEqual([a, b])
    rest(250, 30)
    expect(selected()).toEqual([a, b])
  })

  it('opens the menu of the board where nothing is, and none when it only taps', () => {
    hand().press(500, 500, { device: 'touch', time: 0 }).lift(500, 500, { device: 'touch', time: 100 })
    expect(menuAt()).toBeNull()
    rest(500, 500)
    expect(menuAt()).toEqual({ x: 500, y: 500 })
    expect(selected()).toEqual([])
  })
})

describe('a double click', () => {
  it('opens a text, and writes where the board is empty', () => {
    const note = add({ kind: 'note', x: 0, y: 0, text: 'why?' })
    table.tool.doubleClick?.(table.stage, mouseAt(20, 20))
    expect(table.stage.state.getState().editing).toBe(note)
    table.tool.doubleClick?.(table.stage, mouseAt(600, 600))
    expect(table.written).toHaveLength(1)
  })

  it('leaves a locked text closed and says why', () => {
    const note = add({ kind: 'note', x: 0, y: 0, text: 'why?' })
    lockElements(table.stage.board, [note], true)
    table.tool.doubleClick?.(table.stage, mouseAt(20, 20))
    expect(table.stage.state.getState().editing).toBeNull()
    expect(table.told.join()).toContain('locked')
  })
})

describe('a drag', () => {
  it('moves, shows it meanwhile, and writes once: one undo item', () => {
    const a = box(0, 0)
    const mover = hand().press(50, 30).go(80, 40, { ctrl: true }).go(150, 130, { ctrl: true })
    expect(shown(a)).toMatchObject({ x: 0, y: 0 })
    expect(table.stage.state.getState().preview).toMatchObject({ kind: 'moved', step: { x: 100, y: 100 } })
    mover.lift(150, 130, { ctrl: true })
    expect(shown(a)).toMatchObject({ x: 100, y: 100 })
    expect(table.stage.state.getState().preview).toBeNull()
    table.stage.undo.undo()
    expect(shown(a)).toMatchObject({ x: 0, y: 0 })
  })

  it('of less than a few pixels is a click', () => {
    const a = box(0, 0)
    hand().press(50, 30).go(51, 31).lift(51, 31)
    expect(shown(a)).toMatchObject({ x: 0, y: 0 })
  })

  it('snaps to what is in sight, with a line that says so, and with Ctrl does not', () => {
    const a = box(0, 0)
    box(300, 200)
    const free = hand().press(50, 30).go(348, 30, { ctrl: true }).lift(348, 30, { ctrl: true })
    expect(shown(a).x).toBe(298)
    free.press(348, 30).go(348, 31).go(349, 33)
    expect(table.stage.state.getState().traces.guides.length).toBeGreaterThan(0)
    free.lift(349, 33)
    expect(shown(a).x).toBe(300)
    expect(table.stage.state.getState().traces.guides).toEqual([])
  })

  it('with Shift keeps the axis', () => {
    const a = box(0, 0)
    hand().press(50, 30).go(150, 60, { shift: true, ctrl: true }).lift(150, 60, { shift: true, ctrl: true })
    expect(shown(a)).toMatchObject({ x: 100, y: 0 })
  })

  it('with Alt leaves the original where it is and drags a copy', () => {
    const a = box(0, 0)
    hand().press(50, 30).go(250, 30, { alt: true, ctrl: true }).lift(250, 30, { alt: true, ctrl: true })
    expect(shown(a)).toMatchObject({ x: 0 })
    const [copy] = selected()
    expect(copy).not.toBe(a)
    expect(shown(copy ?? '')).toMatchObject({ x: 200, y: 0 })
  })

  it('that is given up leaves no trace', () => {
    const a = box(0, 0)
    hand().press(50, 30).go(250, 130).giveUp()
    expect(shown(a)).toMatchObject({ x: 0, y: 0 })
    const { preview, traces } = table.stage.state.getState()
    expect(preview).toBeNull()
    expect(traces.guides).toEqual([])
    expect(table.stage.undo.undo()).toBe(true) // what there is to undo is the rectangle itself
    expect(table.stage.annotations.elements.has(a)).toBe(false)
  })

  it('moves nothing that is locked, and says so', () => {
    const a = box(0, 0)
    lockElements(table.stage.board, [a], true)
    hand().press(50, 30).go(250, 30).lift(250, 30)
    expect(selected()).toEqual([a])
    expect(shown(a)).toMatchObject({ x: 0 })
    expect(table.told.join()).toContain('locked')
  })

  it('of what somebody else deletes meanwhile ends in words', () => {
    const a = box(0, 0)
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(table.doc))
    const mover = hand().press(50, 30).go(150, 30)
    expect(deleteElements(openBoard(other), [a])).toBeNull()
    Y.applyUpdate(table.doc, Y.encodeStateAsUpdate(other))
    expect(table.told).toEqual(['Somebody has deleted it meanwhile.'])
    expect(table.stage.state.getState().preview).toBeNull()
    mover.go(250, 30).lift(250, 30)
    expect(table.stage.annotations.elements.has(a)).toBe(false)
  })

  it('of several goes on with those that are left', () => {
    const [a, b] = [box(0, 0), box(200, 0)]
    table.stage.state.setState({ selection: new Set([a, b]) })
    const mover = hand().press(50, 30).go(50, 130, { ctrl: true })
    deleteElements(table.stage.board, [b])
    mover.lift(50, 130, { ctrl: true })
    expect(shown(a)).toMatchObject({ x: 0, y: 100 })
    expect(table.told).toEqual([])
  })
})

describe('on the empty board', () => {
  it('a marquee selects what it touches, and what it leaves it lets go', () => {
    const [a, b] = [box(0, 0), box(200, 0)]
    const mover = hand().press(-20, -20).go(250, 30)
    expect(new Set(selected())).toEqual(new Set([a, b]))
    mover.go(60, 30).lift(60, 30)
    expect(selected()).toEqual([a])
    expect(table.stage.state.getState().traces.marquee).toBeNull()
  })

  it('a marquee leaves locked things alone', () => {
    const a = box(0, 0)
    lockElements(table.stage.board, [a], true)
    hand().press(-20, -20).go(250, 130).lift(250, 130)
    expect(selected()).toEqual([])
  })

  it('a lasso with Alt selects what it holds', () => {
    const [a] = [box(0, 0), box(200, 0)]
    const alt = { alt: true }
    hand().press(-20, -20, alt).go(130, -20, alt).go(130, 90, alt).go(-20, 90, alt).lift(-20, 80, alt)
    expect(selected()).toEqual([a])
  })

  it('a finger moves the board', () => {
    const { camera } = table.stage.state.getState()
    const touch = { device: 'touch' } as const
    hand().press(400, 400, touch).go(450, 420, touch).lift(460, 420, touch)
    expect(table.stage.state.getState().camera).toMatchObject({ x: camera.x - 60, y: camera.y - 20 })
  })
})

describe('a handle', () => {
  it('resizes, with Shift in proportion', () => {
    const a = box(0, 0)
    hand().press(50, 30).lift(50, 30)
    hand().press(100, 60).go(150, 70, { ctrl: true }).lift(150, 70, { ctrl: true })
    expect(shown(a)).toMatchObject({ x: 0, y: 0, width: 150, height: 70 })
    hand().press(150, 70).go(300, 70, { ctrl: true, shift: true }).lift(300, 70, { ctrl: true, shift: true })
    expect(shown(a)).toMatchObject({ width: 300, height: 140 })
  })

  it('scales several together', () => {
    const [a, b] = [box(0, 0), box(100, 60)]
    table.stage.state.setState({ selection: new Set([a, b]) })
    hand().press(200, 120).go(400, 240, { ctrl: true }).lift(400, 240, { ctrl: true })
    expect(shown(a)).toMatchObject({ x: 0, y: 0, width: 200, height: 120 })
    expect(shown(b)).toMatchObject({ x: 200, y: 120, width: 200, height: 120 })
  })

  it('turns about the middle, with Shift by 15°', () => {
    const a = box(0, 100)
    hand().press(50, 130).lift(50, 130)
    hand().press(50, 72).go(120, 130, { shift: true }).lift(120, 130, { shift: true })
    expect(shown(a)).toMatchObject({ rotation: expect.closeTo(Math.PI / 2, 5) })
  })
})

describe('an arrow', () => {
  const arrow = (): string => add({ kind: 'arrow', x: 0, y: 300, end: { x: 200, y: 0 } })

  it('is bent by its middle and straightened again', () => {
    const id = arrow()
    table.stage.state.setState({ selection: new Set([id]) })
    hand().press(100, 300).go(100, 250).lift(100, 250)
    expect(shown(id)).toMatchObject({ bend: expect.closeTo(0.25, 5) })
    hand().press(100, 250).go(100, 302).lift(100, 302)
    expect(shown(id)).toMatchObject({ bend: 0 })
  })

  it('holds on to a quantity and to an annotation that its end is let go on, and lets go elsewhere', () => {
    const id = arrow()
    const target = box(400, 270)
    table.stage.places.setQuantities(new Map([['loss', { minX: 600, minY: 280, maxX: 660, maxY: 320 }]]))
    table.stage.state.setState({ selection: new Set([id]) })
    hand().press(200, 300).go(450, 300).lift(450, 300)
    expect(shown(id)).toMatchObject({ to: { to: 'annotation', id: target, dx: 0, dy: 0 } })
    hand().press(450, 300).go(630, 300).lift(630, 300)
    expect(shown(id)).toMatchObject({ to: { to: 'quantity', quantity: 'loss', dx: 0, dy: 0 } })
    hand().press(630, 300).go(300, 500).lift(300, 500)
    expect(shown(id)).toMatchObject({ to: null, end: { x: 300, y: 200 } })
  })

  it('stretches when what it holds on to is moved, and lets go when it is carried away alone', () => {
    const target = box(400, 270)
    const id = add({
      kind: 'arrow',
      x: 0,
      y: 300,
      end: { x: 450, y: 0 },
      to: { to: 'annotation', id: target, dx: 0, dy: 0 },
    })
    hand().press(480, 320).go(480, 420, { ctrl: true }).lift(480, 420, { ctrl: true })
    expect(table.stage.places.get(id)?.end).toEqual({ x: 450, y: 100 })
    table.stage.state.setState({ selection: new Set() })
    hand().press(90, 320).go(90, 620, { ctrl: true }).lift(90, 620, { ctrl: true })
    expect(shown(id)).toMatchObject({ x: 0, y: 600, to: null })
  })
})

it('whoever may only look on selects, and moves nothing', () => {
  const a = box(0, 0)
  table = { ...table, stage: { ...table.stage, mayAnnotate: false } }
  hand().press(50, 30).go(250, 30).lift(250, 30)
  expect(selected()).toEqual([a])
  expect(shown(a)).toMatchObject({ x: 0 })
})

describe('a press on a selection of thousands', () => {
  const many = () => {
    const { board, state } = table.stage
    const boxes = Array.from({ length: 1_200 }, (_, i) => ({
      id: newElementId(board),
      kind: 'rectangle' as const,
      x: 20 * (i % 40),
      y: 20 * Math.floor(i / 40),
      width: 10,
      height: 10,
      fill: 'tint' as const,
    }))
    addElements(board, boxes)
    state.setState({ selection: new Set(boxes.map(({ id }) => id)) })
    return boxes
  }

  it('that is lifted again where it was selects what it was on, and leaves no trace', () => {
    const pressed = many()[620]
    hand().press(405, 305).lift(405, 305)
    expect(selected()).toEqual([pressed.id])
    expect(table.stage.state.getState().preview).toBeNull()
    deleteElements(table.stage.board, [pressed.id])
    expect(table.told).toEqual([])
  })

  it('that goes on moves all of them', () => {
    const boxes = many()
    const mover = hand().press(405, 305).go(420, 305, { ctrl: true }).go(455, 325, { ctrl: true })
    expect(table.stage.state.getState().preview).toMatchObject({ kind: 'moved', step: { x: 50, y: 20 } })
    mover.giveUp()
    expect(table.stage.state.getState().preview).toBeNull()
    expect(boxes.every(({ id, x }) => shown(id).x === x)).toBe(true)
  })

  it('that is taken away leaves nothing that waits for what others delete', () => {
    const boxes = many()
    hand().press(405, 305).giveUp()
    deleteElements(
      table.stage.board,
      boxes.map(({ id }) => id),
    )
    expect(table.told).toEqual([])
  })
})
