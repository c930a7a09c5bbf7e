import type { ToolName } from '../canvas-state'
import { arrowTool } from './arrow/arrow-tool'
import { ellipseTool } from './ellipse/ellipse-tool'
import { frameTool } from './frame/frame-tool'
import { imageTool } from './image/image-tool'
import { lineTool } from './line/line-tool'
import { rectangleTool } from './rectangle/rectangle-tool'
import type { Tool } from './tool'

/** The hand: the arbiter moves the board whatever a tool would do. */
const hand: Tool = { cursor: 'grab', begin: () => null }

/** What each tool does with a pointer. */
export const TOOLS: Partial<Record<ToolName, Tool>> = {
  hand,
  arrow: arrowTool,
  line: lineTool,
  rectangle: rectangleTool,
  ellipse: ellipseTool,
  frame: frameTool,
  image: imageTool,
}
