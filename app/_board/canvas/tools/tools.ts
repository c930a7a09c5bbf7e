import type { ToolName } from '../canvas-state'
import { mathTool } from './math/math-tool'
import { noteTool } from './note/note-tool'
import { textTool } from './text/text-tool'
import type { Tool } from './tool'

/** The hand: the arbiter moves the board whatever a tool would do. */
const hand: Tool = { cursor: 'grab', begin: () => null }

/** What each tool does with a pointer. */
export const TOOLS: Partial<Record<ToolName, Tool>> = {
  hand,
  text: textTool,
  note: noteTool,
  math: mathTool,
}
