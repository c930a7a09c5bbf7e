import type { CanvasScope } from '../canvas-scope'
import type { ToolName } from '../canvas-state'
import { selectTool } from './select/select-tool'
import type { CanvasPointer, Tool } from './tool'

/** The hand: the arbiter moves the board whatever a tool would do. */
const hand: Tool = { cursor: 'grab', begin: () => null }

/** A click with a tool that is not in the hand. */
const clickWith =
  (name: ToolName) =>
  (stage: CanvasScope, pointer: CanvasPointer): void =>
    TOOLS[name]?.begin(stage, pointer)?.finish(pointer)

/** What each tool does with a pointer. */
export const TOOLS: Partial<Record<ToolName, Tool>> = {
  hand,
  select: selectTool(clickWith('text')),
}
