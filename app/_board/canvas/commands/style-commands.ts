import { COLORS, SIZES, type Style, styleElements } from '@/lib/board'
import type { CanvasScope } from '../canvas-scope'
import { COLOR_WORDS, SIZE_WORDS } from '../toolbar/style-words'
import { type Command, hasSelection, say } from './command'

/** Gives the selection a style, and whatever is drawn next. */
export function applyStyle(stage: CanvasScope, style: Style): void {
  const { state, board } = stage
  state.setState(({ style: before }) => ({ style: { ...before, ...style } }))
  if (hasSelection(stage)) say(stage, styleElements(board, state.getState().selection, style))
}

const styling = (id: string, words: string, style: Style): Command => ({
  id: `style.${id}`,
  words,
  group: 'Style',
  keys: [],
  isEnabled: ({ mayAnnotate }) => mayAnnotate,
  run: stage => applyStyle(stage, style),
})

export const STYLE_COMMANDS: readonly Command[] = [
  ...COLORS.map(color => styling(color, `Colour: ${COLOR_WORDS[color].toLowerCase()}`, { color })),
  ...SIZES.map(size => styling(`size-${size}`, `Size: ${SIZE_WORDS[size].toLowerCase()}`, { size })),
  styling('fill-none', 'Fill: none', { fill: 'none' }),
  styling('fill-tint', 'Fill: tinted', { fill: 'tint' }),
]
