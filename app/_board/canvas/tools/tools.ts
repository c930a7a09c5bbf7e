import type { CanvasScope } from '../canvas-scope'
import type { ToolName } from '../canvas-state'
import { arrowTool } from './arrow/arrow-tool'
import { commentTool } from './comment/comment-tool'
import { derivationTool } from './derivation/derivation-tool'
import { ellipseTool } from './ellipse/ellipse-tool'
import { eraser } from './eraser/eraser'
import { frameTool } from './frame/frame-tool'
import { highlighter } from './highlighter/highlighter'
import { imageTool } from './image/image-tool'
import { laser } from './laser/laser'
import { lineTool } from './line/line-tool'
import { mathTool } from './math/math-tool'
import { noteTool } from './note/note-tool'
import { pen } from './pen/pen'
import { rectangleTool } from './rectangle/rectangle-tool'
import { selectTool } from './select/select-tool'
import { textTool } from './text/text-tool'
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
  pen,
  highlighter,
  eraser,
  laser,
  comment: commentTool,
  arrow: arrowTool,
  line: lineTool,
  rectangle: rectangleTool,
  ellipse: ellipseTool,
  frame: frameTool,
  image: imageTool,
  text: textTool,
  note: noteTool,
  math: mathTool,
  derivation: derivationTool,
  select: selectTool(clickWith('text')),
}
