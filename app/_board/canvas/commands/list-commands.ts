import { stepThroughElements } from '../selection/reading-order'
import type { Command } from './command'

/** The keys of the list of annotations, while it has the focus. At its ends Tab goes on to the next control of the page. */
export const LIST_COMMANDS: readonly Command[] = [
  walking('list.next', 'To the next annotation', 'Tab', 1),
  walking('list.previous', 'To the previous annotation', 'Shift+Tab', -1),
]

function walking(id: string, words: string, chord: string, direction: 1 | -1): Command {
  return {
    id,
    words,
    group: 'Move',
    keys: [chord],
    repeats: true,
    isForList: true,
    isKeysOnly: true,
    isEnabled: stage => stepThroughElements(stage, direction) !== null,
    run({ state, ...stage }) {
      const next = stepThroughElements({ state, ...stage }, direction)
      if (next !== null) state.setState({ selection: new Set([next]) })
    },
  }
}
