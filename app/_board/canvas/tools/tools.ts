import type { ToolName } from '../canvas-state'
import { eraser } from './eraser/eraser'
import { highlighter } from './highlighter/highlighter'
import { laser } from './laser/laser'
import { pen } from './pen/pen'
import type { Tool } from './tool'

/** The hand: the arbiter moves the board whatever a tool would do. */
const hand: Tool = { cursor: 'grab', begin: () => null }

/** What each tool does with a pointer. */
export const TOOLS: Partial<Record<ToolName, Tool>> = { hand, pen, highlighter, eraser, laser }
