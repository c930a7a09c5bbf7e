import type { ToolName } from '../canvas-state'
import { commentTool } from './comment/comment-tool'
import type { Tool } from './tool'

/** The hand: the arbiter moves the board whatever a tool would do. */
const hand: Tool = { cursor: 'grab', begin: () => null }

/** What each tool does with a pointer. */
export const TOOLS: Partial<Record<ToolName, Tool>> = { hand, comment: commentTool }
