import { panCamera } from '../../camera/move-camera'
import type { CanvasScope } from '../../canvas-scope'
import { enteredGroup, groupFor, unitOf } from '../../selection/groups'
import { openElement } from '../../selection/open-element'
import { selectionFacts } from '../../selection/selection-facts'
import type { CanvasPointer, Tool, ToolGesture } from '../tool'
import { draggingArrow } from './arrow-gestures'
import { lasso, marquee } from './choosing'
import { elementAt } from './find'
import { moving } from './moving'
import { pressing } from './pressing'
import { resizing } from './resizing'
import { rotating } from './rotating'
import { cursorOver, type Under, underPointer } from './under-pointer'

/** A finger that rests so long, in ms, selects what is under it together with the rest, and opens the menu of that. */
const LONG_PRESS_MS = 450

/** What a double click on the empty board does. */
type WriteAt = (stage: CanvasScope, pointer: CanvasPointer) => void

/**
 * Selects and arranges. A press is open until the pointer goes on or is lifted: on a handle it resizes, turns or bends; on something
 * it selects and moves that; on the empty board it draws a marquee, or with Alt a lasso, and with a finger moves the board.
 */
export const selectTool = (writeAt: WriteAt): Tool => ({
  cursor: 'default',
  begin: (stage, pointer) => beginOn(stage, pointer, underPointer(stage, pointer)),
  hover(stage, pointer) {
    const under = pointer === null ? null : underPointer(stage, pointer)
    const hovered = under?.kind === 'element' ? under.placed.id : null
    if (stage.state.getState().hovered !== hovered) stage.state.setState({ hovered })
    return under === null ? undefined : cursorOver(under)
  },
  doubleClick(stage, pointer) {
    const { state, annotations } = stage
    const placed = elementAt(stage, pointer.at, pointer.device)
    if (placed === null) {
      if (stage.mayAnnotate) writeAt(stage, pointer)
      return
    }
    const { selection } = state.getState()
    const group = groupFor(annotations.elements, placed.id, enteredGroup(annotations.elements, selection))
    if (group === null) openElement(stage, placed.id)
    // One group further in: a part of the one that was selected.
    else state.setState({ selection: unitOf(annotations.elements, placed.id, group) })
  },
})

function beginOn(stage: CanvasScope, pointer: CanvasPointer, under: Under): ToolGesture | null {
  stage.state.setState({ hovered: null })
  switch (under.kind) {
    case 'arrow handle':
      return draggingArrow(stage, under.id, under.handle)
    case 'handle':
      return under.handle === 'rotate' ? rotating(stage, pointer) : resizing(stage, pointer, under.handle)
    case 'element':
      return pressingOn(stage, pointer, under.placed.id)
    case 'selection':
      return pressingSelection(stage, pointer)
    case 'board':
      return onBoard(stage, pointer)
  }
}

/** A press between the things of a selection, which takes all of it. */
function pressingSelection(stage: CanvasScope, begun: CanvasPointer): ToolGesture {
  const ready = readyToMove(stage, begun)
  return pressing(begun, {
    drag: ready.move,
    click(lifted) {
      if (isLong(begun, lifted)) stage.state.setState({ menuAt: lifted.screen })
      else chooseNothing(stage, begun)
    },
    rest: ready.giveUp,
  })
}

/** From so many on, a move of the selection is got ready when it is pressed: the frame of its first step would be too short. */
const MANY = 1_000

function readyToMove(stage: CanvasScope, begun: CanvasPointer) {
  const isLarge = stage.state.getState().selection.size >= MANY && !selectionFacts(stage).isLocked
  const ready = isLarge && stage.mayAnnotate ? moving(stage, begun) : null
  return { move: () => ready ?? moving(stage, begun), giveUp: () => ready?.abandon() }
}

function pressingOn(stage: CanvasScope, begun: CanvasPointer, id: string): ToolGesture {
  const { state, annotations } = stage
  const { selection } = state.getState()
  const entered = enteredGroup(annotations.elements, selection)
  const unit = unitOf(annotations.elements, id, entered)
  const wasSelected = [...unit].every(each => selection.has(each))
  if (!wasSelected && !begun.shift) state.setState({ selection: unit })
  const ready = wasSelected ? readyToMove(stage, begun) : null
  return pressing(begun, {
    drag() {
      if (begun.shift && !wasSelected) state.setState({ selection: new Set([...selection, ...unit]) })
      if (!stage.mayAnnotate) return begun.device === 'touch' ? panning(stage, begun) : null
      return ready?.move() ?? moving(stage, begun)
    },
    rest: () => ready?.giveUp(),
    click(pointer) {
      if (isLong(begun, pointer)) {
        state.setState({ selection: new Set([...selection, ...unit]), menuAt: pointer.screen })
        return
      }
      if (!begun.shift) {
        if (wasSelected) state.setState({ selection: unit })
        return
      }
      const others = [...selection].filter(each => !unit.has(each))
      state.setState({ selection: new Set(wasSelected ? others : [...selection, ...unit]) })
    },
  })
}

const onBoard = (stage: CanvasScope, begun: CanvasPointer): ToolGesture =>
  pressing(begun, {
    drag() {
      if (begun.device === 'touch') return panning(stage, begun)
      return begun.alt ? lasso(stage, begun) : marquee(stage, begun)
    },
    click(pointer) {
      chooseNothing(stage, begun)
      if (isLong(begun, pointer)) stage.state.setState({ menuAt: pointer.screen })
    },
  })

const isLong = (begun: CanvasPointer, { time, device }: CanvasPointer): boolean =>
  device === 'touch' && time - begun.time >= LONG_PRESS_MS

function chooseNothing({ state }: CanvasScope, { shift }: CanvasPointer): void {
  if (!shift) state.setState({ selection: new Set() })
}

/** The board follows the finger. */
function panning({ state }: CanvasScope, begun: CanvasPointer): ToolGesture {
  let last = begun.screen
  const follow = (pointers: readonly CanvasPointer[]): void => {
    const to = pointers.at(-1)?.screen ?? last
    panCamera(state, { x: to.x - last.x, y: to.y - last.y })
    last = to
  }
  return { extend: follow, finish: pointer => follow([pointer]), abandon: () => undefined }
}
