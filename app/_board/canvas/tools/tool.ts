import type { Device, ScreenPoint, WorldPoint } from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'

/** Where a pointer is, and what is held meanwhile. */
export interface CanvasPointer {
  readonly at: WorldPoint
  readonly screen: ScreenPoint
  /** 0…1; null where the device does not feel it. */
  readonly pressure: number | null
  readonly device: Device
  /** In ms. */
  readonly time: number
  readonly shift: boolean
  readonly alt: boolean
  /** Ctrl, or ⌘. */
  readonly ctrl: boolean
}

/** One gesture of a tool, from the pointer's down to its up. */
export interface ToolGesture {
  /** The pointer went on, through these places in order. */
  extend(pointers: readonly CanvasPointer[]): void
  finish(pointer: CanvasPointer): void
  /** Leaves no trace. */
  abandon(): void
}

/** What a pointer does while the tool is in the hand. */
export interface Tool {
  /** The CSS cursor over the canvas. */
  readonly cursor: string
  /** What begins where a pointer goes down; null: nothing. */
  begin(stage: CanvasScope, pointer: CanvasPointer): ToolGesture | null
  /** A pointer passes without being down, or has left (null). May give the cursor for the place. */
  hover?(stage: CanvasScope, pointer: CanvasPointer | null): string | undefined
  doubleClick?(stage: CanvasScope, pointer: CanvasPointer): void
  /** Does without a pointer what the tool is there for: Enter, for those who cannot drag. */
  place?(stage: CanvasScope): void
}
