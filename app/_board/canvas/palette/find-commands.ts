import { COMMAND_GROUPS, type Command } from '../commands/command'

/** How well words answer to what was typed, less is better; null when they do not. */
export function distanceTo(words: string, typed: string): number | null {
  const [hay, needles] = [words.toLowerCase(), typed.toLowerCase().split(/\s+/).filter(Boolean)]
  let sum = 0
  for (const needle of needles) {
    const at = hay.indexOf(needle)
    if (at < 0) return null
    // At the beginning, at the beginning of a word, anywhere.
    sum += at === 0 ? 0 : /[\s:(]/.test(hay[at - 1]) ? 1 : 3
  }
  return sum
}

/** The commands that answer to what was typed, best first; all of them in the order of their groups when nothing was. */
export function commandsFor(commands: readonly Command[], typed: string): readonly Command[] {
  const found = commands
    .filter(({ isKeysOnly }) => isKeysOnly !== true)
    .map(command => ({ command, distance: distanceTo(command.words, typed) }))
    .filter((each): each is { command: Command; distance: number } => each.distance !== null)
  const place = ({ group }: Command) => COMMAND_GROUPS.indexOf(group)
  return found
    .sort((a, b) =>
      typed.trim() === ''
        ? place(a.command) - place(b.command)
        : a.distance - b.distance || place(a.command) - place(b.command),
    )
    .map(({ command }) => command)
}
