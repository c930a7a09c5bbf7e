import { type Direction, groupElements, lockElements, reorderElements, ungroupElements } from '@/lib/board'
import type { Alignment } from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'
import { alignSelection, distributeSelection, turnSelection } from '../selection/arrange'
import { unitsOf } from '../selection/groups'
import { canRotate } from '../selection/resizable'
import { elementsOf } from '../selection/selected'
import { type Command, mayChangeSelection, say } from './command'

const selected = ({ state }: CanvasScope): ReadonlySet<string> => state.getState().selection

/** How many things are selected when a group counts as one. */
const unitCount = (stage: CanvasScope): number => unitsOf(stage.annotations.elements, selected(stage)).size

const isLocked = (stage: CanvasScope): boolean =>
  elementsOf(stage, selected(stage)).every(({ locked }) => locked)

const reordering = (id: Direction, words: string, keys: readonly string[]): Command => ({
  id: `arrange.${id}`,
  words,
  group: 'Arrange',
  keys,
  isEnabled: mayChangeSelection,
  run: stage => say(stage, reorderElements(stage.board, selected(stage), id)),
})

const aligning = (to: Alignment, words: string): Command => ({
  id: `arrange.align-${to}`,
  words,
  group: 'Arrange',
  keys: [],
  isEnabled: stage => stage.mayAnnotate && unitCount(stage) > 1,
  run: stage => say(stage, alignSelection(stage, to)),
})

const distributing = (along: 'x' | 'y', words: string): Command => ({
  id: `arrange.distribute-${along}`,
  words,
  group: 'Arrange',
  keys: [],
  isEnabled: stage => stage.mayAnnotate && unitCount(stage) > 2,
  run: stage => say(stage, distributeSelection(stage, along)),
})

const turning = (id: string, words: string, degrees: number): Command => ({
  id: `arrange.${id}`,
  words,
  group: 'Arrange',
  keys: [],
  isEnabled: stage => stage.mayAnnotate && canRotate(elementsOf(stage, selected(stage))),
  run: stage => say(stage, turnSelection(stage, (degrees * Math.PI) / 180)),
})

export const ARRANGE_COMMANDS: readonly Command[] = [
  {
    id: 'arrange.group',
    words: 'Group',
    group: 'Arrange',
    keys: ['Ctrl+G'],
    isEnabled: stage => stage.mayAnnotate && unitCount(stage) > 1,
    run: stage => say(stage, groupElements(stage.board, selected(stage))),
  },
  {
    id: 'arrange.ungroup',
    words: 'Ungroup',
    group: 'Arrange',
    keys: ['Ctrl+Shift+G'],
    isEnabled: stage =>
      stage.mayAnnotate && elementsOf(stage, selected(stage)).some(({ groups }) => groups.length > 0),
    run: stage => say(stage, ungroupElements(stage.board, selected(stage))),
  },
  {
    id: 'arrange.lock',
    words: 'Lock or unlock',
    group: 'Arrange',
    keys: ['Shift+L'],
    isEnabled: mayChangeSelection,
    run: stage => say(stage, lockElements(stage.board, selected(stage), !isLocked(stage))),
  },
  reordering('front', 'Bring to front', [']', 'Ctrl+Shift+]']),
  reordering('forward', 'Bring forward', ['Ctrl+]', 'Alt+]']),
  reordering('backward', 'Send backward', ['Ctrl+[', 'Alt+[']),
  reordering('back', 'Send to back', ['[', 'Ctrl+Shift+[']),
  aligning('left', 'Align left edges'),
  aligning('center', 'Align centres in a column'),
  aligning('right', 'Align right edges'),
  aligning('top', 'Align top edges'),
  aligning('middle', 'Align middles in a row'),
  aligning('bottom', 'Align bottom edges'),
  distributing('x', 'Distribute in a row'),
  distributing('y', 'Distribute in a column'),
  turning('turn-right', 'Turn right by 15°', 15),
  turning('turn-left', 'Turn left by 15°', -15),
]
