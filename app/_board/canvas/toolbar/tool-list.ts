import {
  ArrowUpRight,
  Circle,
  Eraser,
  Frame,
  Hand,
  Highlighter,
  ImagePlus,
  type LucideIcon,
  MessageCircle,
  Minus,
  MousePointer2,
  Pencil,
  Sigma,
  Square,
  StickyNote,
  Type,
  Wand,
} from 'lucide-react'
import type { ToolName } from '../canvas-state'

interface ToolLook {
  readonly tool: ToolName
  readonly words: string
  /** The key that takes it, as it is shown. */
  readonly key: string
  readonly icon: LucideIcon
  /** Whether whoever looks on may use it: it leaves nothing on the board. */
  readonly isForAll?: true
}

/** The tools in the order of the bar, in groups that belong together. */
export const TOOL_GROUPS: readonly (readonly ToolLook[])[] = [
  [
    { tool: 'select', words: 'Select', key: 'V', icon: MousePointer2, isForAll: true },
    { tool: 'hand', words: 'Hand', key: 'H', icon: Hand, isForAll: true },
  ],
  [
    { tool: 'pen', words: 'Pen', key: 'P', icon: Pencil },
    { tool: 'highlighter', words: 'Highlighter', key: 'Shift+P', icon: Highlighter },
    { tool: 'eraser', words: 'Eraser', key: 'E', icon: Eraser },
    { tool: 'laser', words: 'Laser pointer', key: 'K', icon: Wand, isForAll: true },
  ],
  [
    { tool: 'math', words: 'Formula', key: 'M', icon: Sigma },
    { tool: 'text', words: 'Text', key: 'T', icon: Type },
    { tool: 'note', words: 'Note', key: 'N', icon: StickyNote },
    { tool: 'comment', words: 'Comment', key: 'C', icon: MessageCircle },
  ],
  [
    { tool: 'arrow', words: 'Arrow', key: 'A', icon: ArrowUpRight },
    { tool: 'line', words: 'Line', key: 'L', icon: Minus },
    { tool: 'rectangle', words: 'Rectangle', key: 'R', icon: Square },
    { tool: 'ellipse', words: 'Ellipse', key: 'O', icon: Circle },
    { tool: 'frame', words: 'Frame', key: 'F', icon: Frame },
    { tool: 'image', words: 'Image', key: '', icon: ImagePlus },
  ],
]
