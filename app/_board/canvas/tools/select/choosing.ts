import { boxBetween, boxOfCoordinates } from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import { clearGesture, trace } from '../../overlay/traces'
import { enteredGroup, withWholeUnits } from '../../selection/groups'
import type { CanvasPointer, ToolGesture } from '../tool'
import { lassoedBy, touchedBy } from './find'

/** Draws a rectangle; what it touches is selected. With Shift, what was selected before stays so. */
export const marquee = (stage: CanvasScope, begun: CanvasPointer): ToolGesture =>
  choosing(stage, begun, ({ at }) => {
    const box = boxBetween(begun.at, at)
    trace(stage.state, { marquee: box })
    return touchedBy(stage, box)
  })

/** Draws a line around things; what it holds is selected. */
export function lasso(stage: CanvasScope, begun: CanvasPointer): ToolGesture {
  const line: number[] = [begun.at.x, begun.at.y]
  return choosing(stage, begun, ({ at }) => {
    line.push(at.x, at.y)
    trace(stage.state, { lasso: line })
    const around = boxOfCoordinates(line)
    return around === null ? [] : lassoedBy(stage, line, around)
  })
}

function choosing(
  stage: CanvasScope,
  begun: CanvasPointer,
  chosenAt: (pointer: CanvasPointer) => readonly string[],
): ToolGesture {
  const { state, annotations } = stage
  const before = state.getState().selection
  const kept = begun.shift ? before : new Set<string>()
  const entered = begun.shift ? enteredGroup(annotations.elements, before) : null
  const choose = (pointer: CanvasPointer): void => {
    const chosen = withWholeUnits(annotations.elements, chosenAt(pointer), entered)
    state.setState({ selection: new Set([...kept, ...chosen]) })
  }
  return {
    extend: pointers => {
      const last = pointers.at(-1)
      if (last !== undefined) choose(last)
    },
    finish: () => clearGesture(state),
    abandon: () => {
      clearGesture(state)
      state.setState({ selection: before })
    },
  }
}
