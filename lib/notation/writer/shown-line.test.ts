import { expect, it } from 'vitest'
import { shownLine } from './shown-line'

it.each([
  ['\\delta_1 = x', '\\delta_1 = x'],
  ['d1 = x w2', '\\delta_1 = x w_2'],
  ['dL/dw1 =', 'dL/dw1 ='],
  ['\\delta_1 =', '\\delta_1 ='],
])('a line is shown as a formula: %s', (text, latex) => {
  expect(shownLine(text)).toEqual({ kind: 'formula', latex })
})

it.each(['', 'by the chain rule', 'because!'])('a line that is no formula is shown in words: “%s”', words => {
  expect(shownLine(words)).toEqual({ kind: 'words', words })
})
