import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addElements, deleteElements, newElementId, removeLayer } from '@/lib/board'
import type { WorldPoint } from '@/lib/canvas'
import { arrowTool } from '../arrow/arrow-tool'
import { frameTool } from '../frame/frame-tool'
import { rectangleTool } from '../rectangle/rectangle-tool'
import type { Tool } from '../tool'
import { mouse, openStage } from './stage.testing'

let stage: ReturnType<typeof openStage>
beforeEach(() => {
  stage = openStage()
})
afterEach(() => stage.close())

function draw(tool: Tool, from: WorldPoint, to: WorldPoint, keys: Parameters<typeof mouse>[2] = {}): void {
  const gesture = tool.begin(stage, mouse(stage, from, keys))
  gesture?.extend([mouse(stage, to, keys)])
  gesture?.finish(mouse(stage, to, keys))
}

const BOX = { x: 100, y: 100, width: 80, height: 40 }
function addBox(): string {
  const id = newElementId(stage.board)
  addElements(stage.board, [{ id, kind: 'rectangle', ...BOX }])
  return id
}
const DELTA = { x: 500, y: 100 }
const last = () => stage.drawn().at(-1)

describe('a rectangle', () => {
  it('is drawn from corner to corner in the style in the hand, is selected, and the tool is laid down', () => {
    stage.state.setState({
      tool: 'rectangle',
      style: { color: 'teal', size: 'l', fill: 'tint', heads: 'end' },
    })
    draw(rectangleTool, { x: 10, y: 20 }, { x: 110, y: 80 })
    expect(stage.drawn()).toMatchObject([
      { kind: 'rectangle', x: 10, y: 20, width: 100, height: 60, color: 'teal', size: 'l', fill: 'tint' },
    ])
    const { tool, selection, preview } = stage.state.getState()
    expect([tool, [...selection], preview]).toEqual(['select', [last()?.id], null])
  })

  it('is shown while it is drawn, and stands on the board only at the end', () => {
    const gesture = rectangleTool.begin(stage, mouse(stage, { x: 0, y: 0 }))
    gesture?.extend([mouse(stage, { x: 50, y: 30 })])
    const { preview } = stage.state.getState()
    expect(preview?.kind === 'changed' && [...preview.elements.values()]).toMatchObject([
      { width: 50, height: 30 },
    ])
    expect(stage.drawn()).toEqual([])
    gesture?.abandon()
    expect([stage.state.getState().preview, stage.drawn()]).toEqual([null, []])
  })

  it('comes in its usual size from a click, and from Enter in the middle of the view', () => {
    draw(rectangleTool, { x: 300, y: 200 }, { x: 301, y: 200 })
    expect(last()).toMatchObject({ x: 220, y: 150, width: 160, height: 100 })
    rectangleTool.place?.(stage)
    expect(last()).toMatchObject({ x: 420, y: 250, width: 160, height: 100 })
  })

  it('stays in the hand when the tool is kept, and is one item of undo', () => {
    stage.state.setState({ tool: 'rectangle', isToolKept: true })
    draw(rectangleTool, { x: 0, y: 0 }, { x: 50, y: 50 })
    draw(rectangleTool, { x: 100, y: 0 }, { x: 150, y: 50 })
    expect(stage.state.getState().tool).toBe('rectangle')
    stage.undo.undo()
    expect(stage.drawn()).toHaveLength(1)
  })

  it('is not drawn by whoever looks on', () => {
    const viewer = { ...stage, mayAnnotate: false }
    expect(rectangleTool.begin(viewer, mouse(stage, { x: 0, y: 0 }))).toBeNull()
  })
})

describe('a frame', () => {
  it('goes around what is selected when the keyboard asks for it', () => {
    const id = addBox()
    stage.state.setState({ selection: new Set([id]) })
    frameTool.place?.(stage)
    expect(last()).toMatchObject({ kind: 'frame', x: 76, y: 76, width: 128, height: 88 })
  })
})

describe('an arrow', () => {
  const keyOfDelta = () => `delta/${stage.board.model().layers[1]?.id}`

  it('holds on to the annotation and the quantity that its ends come down on (A7)', () => {
    const box = addBox()
    draw(arrowTool, { x: 150, y: 110 }, { x: 510, y: 95 })
    expect(last()).toMatchObject({
      kind: 'arrow',
      from: { to: 'annotation', id: box, dx: 10, dy: -10 },
      to: { to: 'quantity', quantity: keyOfDelta(), dx: 0, dy: 0 },
      x: 150,
      y: 110,
      end: { x: 350, y: -10 },
    })
  })

  it('lights up what it would hold on to, on the way and before it begins', () => {
    arrowTool.hover?.(stage, mouse(stage, DELTA))
    expect(stage.state.getState().lit).not.toBeNull()
    arrowTool.hover?.(stage, mouse(stage, { x: 800, y: 500 }))
    expect(stage.state.getState().lit).toBeNull()
    const gesture = arrowTool.begin(stage, mouse(stage, { x: 800, y: 500 }))
    gesture?.extend([mouse(stage, DELTA)])
    expect(stage.state.getState().lit).not.toBeNull()
    gesture?.finish(mouse(stage, DELTA))
    expect(stage.state.getState().lit).toBeNull()
  })

  it('holds on to nothing while Ctrl is held, nor when both ends are on one thing', () => {
    addBox()
    draw(arrowTool, { x: 150, y: 110 }, DELTA, { ctrl: true })
    expect(last()).toMatchObject({ from: null, to: null })
    draw(arrowTool, { x: 110, y: 110 }, { x: 170, y: 130 })
    expect(last()).toMatchObject({ from: null, to: null, end: { x: 60, y: 20 } })
  })

  it('comes to what one clicks, or what the keyboard has chosen', () => {
    const box = addBox()
    draw(arrowTool, DELTA, DELTA)
    expect(last()).toMatchObject({ from: null, to: { quantity: keyOfDelta() } })
    stage.state.setState({ selection: new Set([box]) })
    arrowTool.place?.(stage)
    expect(last()).toMatchObject({ from: null, to: { to: 'annotation', id: box } })
    stage.session.setState({ inspection: { quantity: { kind: 'delta', layer: 2 }, by: 'focus' } })
    arrowTool.place?.(stage)
    expect(last()).toMatchObject({ to: { quantity: keyOfDelta() } })
  })

  it('stays where it was and says so when what it holds on to is gone (A7)', () => {
    const box = addBox()
    draw(arrowTool, { x: 150, y: 110 }, DELTA)
    const id = last()?.id ?? ''
    deleteElements(stage.board, [box])
    removeLayer(stage.board, stage.board.model().layers[1]?.id ?? '')
    expect(stage.annotations.elements.get(id)).toMatchObject({ fromLost: true, toLost: true, x: 150, y: 110 })
  })

  it('lies at an angle of 15° with Shift', () => {
    draw(arrowTool, { x: 700, y: 400 }, { x: 800, y: 402 }, { shift: true })
    const arrow = last()
    expect(arrow !== undefined && 'end' in arrow && Math.abs(arrow.end.y)).toBe(0)
  })
})
