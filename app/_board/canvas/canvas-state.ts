import { createStore } from 'zustand/vanilla'
import type { Color, Cut, Element, Fill, Heads, Size } from '@/lib/board'
import type { Camera, Point, Viewport } from '@/lib/canvas'
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
  readonly selection: ReadonlySet<string>
  /** The element whose text is typed in. */
  readonly editing: string | null
  readonly preview: Preview | null
  /** The element under the pointer. */
  readonly hovered: string | null
  readonly traces: Traces
  readonly dialog: CanvasDialog | null
  readonly hasGrid: boolean
  /** Whether a pen was seen, so that fingers move the board. */
  readonly isInPenMode: boolean
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
    selection: NOTHING_SELECTED,
    editing: null,
    preview: null,
    hovered: null,
    traces: NO_TRACES,
    dialog: null,
    hasGrid: false,
    isInPenMode: false,
    isFocused: false,
  }))

export type CanvasStore = ReturnType<typeof createCanvasState>

/** Takes a tool into the hand. What was selected stays so for the select tool alone. */
export const takeTool = (state: CanvasStore, tool: ToolName): void =>
  state.setState(({ selection }) => ({
    tool,
    editing: null,
    preview: null,
    hovered: null,
    selection: tool === 'select' ? selection : NOTHING_SELECTED,
  }))

/** After its gesture a tool is laid down, and what it made is selected; unless it is kept. */
export function layToolDown(state: CanvasStore, made: Iterable<string> = []): void {
  if (state.getState().isToolKept) return
  state.setState({ tool: 'select', selection: new Set(made) })
}
