/** Keys that are not commands of the canvas, by the place where they work. */
interface KeyGroup {
  readonly title: string
  readonly lines: readonly { readonly does: string; readonly keys: readonly (readonly string[])[] }[]
}

export const CHAIN_KEYS: readonly KeyGroup[] = [
  {
    title: 'In a number of the chain',
    lines: [
      { does: 'A step up or down', keys: [['↑'], ['↓']] },
      { does: 'Ten times the step', keys: [['Shift', '↑']] },
      { does: 'A tenth of the step', keys: [['Alt', '↑']] },
      { does: 'Take what I typed: 0.5, 1/3, 1e-3, sqrt(2)/2', keys: [['Enter']] },
      { does: 'Bring the value back', keys: [['Esc']] },
    ],
  },
  {
    title: 'Among the computed values',
    lines: [
      { does: 'Along the chain', keys: [['←'], ['→']] },
      { does: 'Up and down within a layer', keys: [['↑'], ['↓']] },
    ],
  },
]

export const POINTER_HABITS: KeyGroup = {
  title: 'With the pointer',
  lines: [
    { does: 'Move the board', keys: [['Space', 'drag'], ['middle button']] },
    { does: 'Select more, or one less', keys: [['Shift', 'click']] },
    { does: 'Draw a lasso', keys: [['Alt', 'drag on the board']] },
    { does: 'Drag a copy', keys: [['Alt', 'drag']] },
    { does: 'Keep the axis, the proportions, 15°', keys: [['Shift', 'drag']] },
    { does: 'Snap to nothing', keys: [['Ctrl', 'drag']] },
    { does: 'Give up a drag', keys: [['Esc']] },
    { does: 'Into a group, into a text', keys: [['double click']] },
    { does: 'What can be done there', keys: [['right click'], ['rest a finger']] },
  ],
}
