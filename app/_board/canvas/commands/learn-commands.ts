import type { SidePanelName } from '../../session'
import { always, type Command } from './command'

export const LEARN_COMMANDS: readonly Command[] = [
  opening('learn.walk', 'Step through the passes', 'walk'),
  opening('learn.insight', 'Insight: layers, loss and rate', 'insight'),
  opening('learn.exercises', 'Exercises', 'exercises'),
]

/** Opens a panel beside the board. */
function opening(id: string, words: string, side: SidePanelName): Command {
  return {
    id,
    words,
    group: 'Learn',
    keys: [],
    isEnabled: always,
    run: ({ session }) => session.setState({ side }),
  }
}
