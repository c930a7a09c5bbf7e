import {
  ArrowUpRight,
  Circle,
  Eraser,
  Frame,
  Hand,
  Highlighter,
  ImagePlus,
  ListChecks,
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
  readonly icon: LucideIcon
  /** Whether whoever looks on may use it: it leaves nothing on the board. */
  readonly isForAll?: true
}

/** The tools in the order of the bar, in groups that belong together. */
export const TOOL_GROUPS: readonly (readonly ToolLook[])[] = [
  [
    { tool: 'select', words: 'Select', icon: MousePointer2, isForAll: true },
    { tool: 'hand', words: 'Hand', icon: Hand, isForAll: true },
  ],
  [
    { tool: 'pen', words: 'Pen', icon: Pencil },
    { tool: 'highlighter', words: 'Highlighter', icon: Highlighter },
    { tool: 'eraser', words: 'Eraser', icon: Eraser },
    { tool: 'laser', words: 'Laser pointer', icon: Wand, isForAll: true },
  ],
  [
    { tool: 'math', words: 'Formula', icon: Sigma },
    { tool: 'derivation', words: 'Derivation', icon: ListChecks },
    { tool: 'text', words: 'Text', icon: Type },
    { tool: 'note', words: 'Note', icon: StickyNote },
    { tool: 'comment', words: 'Comment', icon: MessageCircle },
  ],
  [
    { tool: 'arrow', words: 'Arrow', icon: ArrowUpRight },
    { tool: 'line', words: 'Line', icon: Minus },
    { tool: 'rectangle', words: 'Rectangle', icon: Square },
    { tool: 'ellipse', words: 'Ellipse', icon: Circle },
    { tool: 'frame', words: 'Frame', icon: Frame },
    { tool: 'image', words: 'Image', icon: ImagePlus },
  ],
]
