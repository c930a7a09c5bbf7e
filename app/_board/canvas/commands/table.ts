import type { CanvasScope } from '../canvas-scope'
import { ARRANGE_COMMANDS } from './arrange-commands'
import { ariaChord, type Chord, chordText } from './chord'
import type { Command } from './command'
import { DERIVATION_COMMANDS } from './derivation-commands'
import { EDIT_COMMANDS } from './edit-commands'
import { LEARN_COMMANDS } from './learn-commands'
import { LIST_COMMANDS } from './list-commands'
import { MOVE_COMMANDS } from './move-commands'
import { SHARE_COMMANDS } from './share-commands'
import { STYLE_COMMANDS } from './style-commands'
import { TOOL_COMMANDS } from './tool-commands'
import { VIEW_COMMANDS } from './view-commands'

/** Everything that can be done on the canvas. The keys, the palette, the list of keys and the bars all read it here. */
export const COMMANDS: readonly Command[] = [
  ...TOOL_COMMANDS,
  ...DERIVATION_COMMANDS,
  ...EDIT_COMMANDS,
  ...ARRANGE_COMMANDS,
  ...LIST_COMMANDS,
  ...MOVE_COMMANDS,
  ...STYLE_COMMANDS,
  ...VIEW_COMMANDS,
  ...LEARN_COMMANDS,
  ...SHARE_COMMANDS,
]

const byId: ReadonlyMap<string, Command> = new Map(COMMANDS.map(command => [command.id, command]))

export const commandOf = (id: string): Command | undefined => byId.get(id)

/** Does it, if it can be done now. */
export function runCommand(stage: CanvasScope, id: string): void {
  const command = byId.get(id)
  if (command?.isEnabled(stage)) command.run(stage)
}

/** The chord that is shown for a command. */
export const shownChord = (id: string): Chord | undefined => byId.get(id)?.keys[0]

/** The words of a command with its keys, for a tooltip. */
export function commandTitle(id: string): string {
  const chord = shownChord(id)
  const words = byId.get(id)?.words ?? ''
  return chord === undefined ? words : `${words} (${chordText(chord, isMac())})`
}

/** The keys of a command for assistive technology. */
export const ariaKeys = (id: string): string | undefined =>
  byId.get(id)?.keys.map(ariaChord).join(' ') || undefined

/** Whether this is a keyboard with ⌘. */
export const isMac = (): boolean => typeof navigator !== 'undefined' && /^(Mac|iP)/.test(navigator.platform)
