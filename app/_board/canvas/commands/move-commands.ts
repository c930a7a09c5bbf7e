import type { Point } from '@/lib/canvas'
import { panCamera } from '../camera/move-camera'
import { moveSelection, resizeSelection } from '../selection/arrange'
import { inBurst } from '../selection/burst'
import { always, type Command, mayChangeSelection, say } from './command'

interface Way {
  readonly key: string
  readonly words: string
  /** What resizing this way does. */
  readonly resizes: string
  readonly step: Point
}

const WAYS: readonly Way[] = [
  { key: 'ArrowLeft', words: 'left', resizes: 'Make narrower', step: { x: -1, y: 0 } },
  { key: 'ArrowRight', words: 'right', resizes: 'Make wider', step: { x: 1, y: 0 } },
  { key: 'ArrowUp', words: 'up', resizes: 'Make lower', step: { x: 0, y: -1 } },
  { key: 'ArrowDown', words: 'down', resizes: 'Make higher', step: { x: 0, y: 1 } },
]

/** How far an arrow key goes with Shift and without, in world px; how much it resizes; how far it moves the board, in screen px. */
const FAR = 10
const NEAR = 1
const RESIZE = 10
const PAN = 64

const times = ({ x, y }: Point, factor: number): Point => ({ x: x * factor, y: y * factor })

export const MOVE_COMMANDS: readonly Command[] = WAYS.flatMap(({ key, words, resizes, step }) => [
  moving(`move.${words}`, `Move ${words}`, key, times(step, NEAR)),
  moving(`move.far-${words}`, `Move ${words}, ten times as far`, `Shift+${key}`, times(step, FAR)),
  {
    id: `resize.${words}`,
    words: resizes,
    group: 'Move',
    together: { does: 'Make wider or narrower, higher or lower', caps: ['Ctrl', 'Shift', 'arrow'] },
    keys: [`Ctrl+Shift+${key}`],
    repeats: true,
    isEnabled: mayChangeSelection,
    run: stage =>
      inBurst(stage.undo, 'resize', () => say(stage, resizeSelection(stage, times(step, RESIZE)))),
  },
  {
    id: `pan.${words}`,
    words: `Look further ${words}`,
    group: 'View',
    together: { does: 'Look further, with nothing selected', caps: ['arrow'] },
    keys: [key, `Shift+${key}`],
    repeats: true,
    isForList: true,
    isKeysOnly: true,
    isEnabled: always,
    run: ({ state }) => panCamera(state, times(step, -PAN)),
  },
])

function moving(id: string, words: string, chord: string, step: Point): Command {
  return {
    id,
    words,
    group: 'Move',
    together: chord.startsWith('Shift')
      ? { does: 'Move ten times as far', caps: ['Shift', 'arrow'] }
      : { does: 'Move', caps: ['arrow'] },
    keys: [chord],
    repeats: true,
    isEnabled: mayChangeSelection,
    run: stage => inBurst(stage.undo, 'move', () => say(stage, moveSelection(stage, step))),
  }
}
