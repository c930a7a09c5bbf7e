import { SEAMS } from '../seams'
import { always, type Command, hasSelection, say } from './command'

const { openExport, copyAsImage } = SEAMS

export const SHARE_COMMANDS: readonly Command[] = [
  ...(openExport === undefined
    ? []
    : [
        {
          id: 'share.export',
          words: 'Export as image…',
          group: 'Share',
          keys: ['Ctrl+Shift+E'],
          isEnabled: always,
          run: openExport,
        } satisfies Command,
      ]),
  ...(copyAsImage === undefined
    ? []
    : [
        {
          id: 'share.copy-image',
          words: 'Copy as image',
          group: 'Share',
          keys: ['Shift+Alt+C'],
          isEnabled: hasSelection,
          run: stage =>
            void copyAsImage(stage, stage.state.getState().selection).then(refused =>
              say(stage, refused ?? 'The image is on the clipboard.'),
            ),
        } satisfies Command,
      ]),
]
