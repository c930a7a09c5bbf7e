import type { CanvasScope } from '../canvas-scope'
import type { Chord } from './chord'

/** Where a command stands in the lists of them. */
export const COMMAND_GROUPS = ['Tools', 'Edit', 'Arrange', 'Move', 'Style', 'View', 'Learn', 'Share'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

/** Something that can be done on the canvas: by its keys, from the palette, from a bar. */
export interface Command {
  readonly id: string
  /** What it does, in words, as a button says it. */
  readonly words: string
  readonly group: CommandGroup
  /** The keys that do it, the first one as it is shown. */
  readonly keys: readonly Chord[]
  /** Holding the key down goes on doing it. */
  readonly repeats?: true
  /** It may be called while somebody types. */
  readonly isForTypists?: true
  /** The keys work only while the list of annotations has the focus. */
  readonly isForList?: true
  /** The browser sends an event of its own for the keys, which does it: copy, cut and paste. */
  readonly isByBrowser?: true
  /** It is for keys alone: in a list of commands it would make no sense. */
  readonly isKeysOnly?: true
  /** Commands that differ in direction alone are one line in the list of keys. */
  readonly together?: { readonly does: string; readonly caps: readonly string[] }
  isEnabled(stage: CanvasScope): boolean
  run(stage: CanvasScope): void
}

/** Says a refusal; silent when there is none. */
export function say({ tell }: Pick<CanvasScope, 'tell'>, refused: string | null): void {
  if (refused !== null) tell(refused)
}

export const hasSelection = ({ state }: CanvasScope): boolean => state.getState().selection.size > 0
export const mayChangeSelection = (stage: CanvasScope): boolean => stage.mayAnnotate && hasSelection(stage)
export const always = (): boolean => true
