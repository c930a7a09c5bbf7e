import { type Device, type ScreenPoint, toWorld } from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'
import { takeTool } from '../canvas-state'
import { enteredGroup, unitOf } from '../selection/groups'
import { elementAt } from '../tools/select/find'

type Stage = Pick<CanvasScope, 'state' | 'annotations' | 'places'>

/** Opens the menu of what lies there. That is selected first, unless it is already; where the board is empty nothing is. */
export function openMenuAt(stage: Stage, screen: ScreenPoint, device: Device): void {
  const { state, annotations } = stage
  const { selection, camera, tool } = state.getState()
  const placed = elementAt(stage, toWorld(camera, screen), device)
  if (placed !== null && tool !== 'select') takeTool(state, 'select')
  if (placed === null) state.setState({ selection: new Set() })
  else if (!selection.has(placed.id)) {
    const entered = enteredGroup(annotations.elements, selection)
    state.setState({ selection: unitOf(annotations.elements, placed.id, entered) })
  }
  state.setState({ editing: null, menuAt: screen })
}
