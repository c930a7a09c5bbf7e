import { createStore } from 'zustand/vanilla'
import type { Color, Cut, Element, Fill, Heads, Size, ThreadPlace } from '@/lib/board'
import type { Camera, Point, ScreenPoint, Silhouette, Viewport } from '@/lib/canvas'
import { NO_TRACES, type Traces } from './overlay/traces'

export type ToolName =
  | 'select'
  | 'hand'
  | 'pen'
  | 'highlighter'
  | 'eraser'
  | 'text'
  | 'note'
  | 'math'
  | 'derivation'
  | 'arrow'
  | 'line'
  | 'rectangle'
  | 'ellipse'
  | 'frame'
  | 'image'
  | 'laser'
  | 'comment'

/** How what is drawn next looks. */
export interface DrawingStyle {
  readonly color: Color
  readonly size: Size
  readonly fill: Fill
  readonly heads: Heads
}

/** What a gesture shows in the place of what is stored, for as long as it lasts. */
export type Preview =
  | { readonly kind: 'moved'; readonly ids: ReadonlySet<string>; readonly step: Point }
  | { readonly kind: 'changed'; readonly elements: ReadonlyMap<string, Element> }
  | {
      readonly kind: 'erased'
      readonly ids: ReadonlySet<string>
      readonly cuts: ReadonlyMap<string, readonly Cut[]>
    }

/** The comments that are open: a thread of the board, or one that is begun at a place. */
export type Commenting =
  | { readonly kind: 'thread'; readonly id: string }
  | { readonly kind: 'new'; readonly place: ThreadPlace }

/** What the keys open over the canvas. */
export type CanvasDialog = 'palette' | 'keys'

/** The canvas as this browser tab sees and uses it: nobody else does, and nothing keeps it. */
export interface CanvasState {
  /** Changes many times a second: subscribe to it, and move things by hand; no component is to be rendered for it. */
  readonly camera: Camera
  readonly viewport: Viewport
  /** Whether the camera follows the size of the chain, because nobody has moved it. */
  readonly isHome: boolean
  readonly tool: ToolName
  /** Whether the tool stays in the hand after its gesture. */
  readonly isToolKept: boolean
  readonly style: DrawingStyle
  /** Whether the eraser takes away only what it touches of a stroke. */
  readonly erasesParts: boolean
  readonly selection: ReadonlySet<string>
  /** The element whose text is typed in. */
  readonly editing: string | null
  readonly preview: Preview | null
  /** The outline of what the end of a line would hold on to, if it came down now. */
  readonly lit: Silhouette | null
  readonly commenting: Commenting | null
  /** The element under the pointer. */
  readonly hovered: string | null
  readonly traces: Traces
  readonly dialog: CanvasDialog | null
  /** Where the menu of the selection, or of the board, has been asked for. */
  readonly menuAt: ScreenPoint | null
  readonly hasGrid: boolean
  /** Whether a pen was seen, so that fingers move the board. */
  readonly isInPenMode: boolean
  /** Whether this participant hears what others do. */
  readonly saysOthersEdits: boolean
  /** Whether the bars are out of the way. */
  readonly isFocused: boolean
}

export const NOTHING_SELECTED: ReadonlySet<string> = new Set()

export const createCanvasState = () =>
  createStore<CanvasState>()(() => ({
    camera: { x: 0, y: 0, zoom: 1 },
    viewport: { width: 0, height: 0 },
    isHome: true,
    tool: 'select',
    isToolKept: false,
    style: { color: 'ink', size: 'm', fill: 'none', heads: 'end' },
    erasesParts: false,
    selection: NOTHING_SELECTED,
    editing: null,
    preview: null,
    lit: null,
    commenting: null,
    hovered: null,
    traces: NO_TRACES,
    dialog: null,
    menuAt: null,
    hasGrid: false,
    isInPenMode: false,
    saysOthersEdits: false,
    isFocused: false,
  }))

export type CanvasStore = ReturnType<typeof createCanvasState>

/** The tools that do something with what is selected: a frame goes around it, an arrow to it. */
const ON_SELECTION: ReadonlySet<ToolName> = new Set(['select', 'frame', 'arrow', 'line'])

/** Takes a tool into the hand. What was selected stays so only for tools that do something with it. */
export const takeTool = (state: CanvasStore, tool: ToolName): void =>
  state.setState(({ selection }) => ({
    tool,
    editing: null,
    preview: null,
    lit: null,
    hovered: null,
    selection: ON_SELECTION.has(tool) ? selection : NOTHING_SELECTED,
  }))

/** After its gesture a tool is laid down, and what it made is selected; unless it is kept. */
export function layToolDown(state: CanvasStore, made: Iterable<string> = []): void {
  if (state.getState().isToolKept) return
  state.setState({ tool: 'select', selection: new Set(made) })
}
