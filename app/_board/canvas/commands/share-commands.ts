import { copyAsImage, openExport } from '../../export/stage-exports'
import { always, type Command, hasSelection, say } from './command'

export const SHARE_COMMANDS: readonly Command[] = [
  {
    id: 'share.export',
    words: 'Export as image…',
    group: 'Share',
    keys: ['Ctrl+Shift+E'],
    isEnabled: always,
    run: openExport,
  },
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
  },
]
