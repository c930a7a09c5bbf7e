import { zoomToFit } from '@/lib/canvas'
import { glideTo, zoomStep, zoomTo } from '../camera/move-camera'
import { showEverything } from '../camera/show-everything'
import { boxAroundAll, uprightBoxOf } from '../selection/selected'
import { always, type Command, hasSelection } from './command'

export const VIEW_COMMANDS: readonly Command[] = [
  {
    id: 'view.all',
    words: 'Show everything',
    group: 'View',
    keys: ['Shift+1'],
    isEnabled: always,
    run: showEverything,
  },
  {
    id: 'view.selection',
    words: 'Show the selection',
    group: 'View',
    keys: ['Shift+2'],
    isEnabled: hasSelection,
    run(stage) {
      const { selection, viewport } = stage.state.getState()
      const around = boxAroundAll(stage, selection)
      if (around !== null) glideTo(stage.state, zoomToFit(uprightBoxOf(around), viewport, 2))
    },
  },
  {
    id: 'view.exact',
    words: 'Zoom to 100 %',
    group: 'View',
    keys: ['Shift+0', 'Ctrl+0'],
    isEnabled: always,
    run: ({ state }) => zoomTo(state, 1),
  },
  {
    id: 'view.in',
    words: 'Zoom in',
    group: 'View',
    keys: ['Ctrl+=', 'Ctrl+Shift+='],
    repeats: true,
    isEnabled: always,
    run: ({ state }) => zoomStep(state, 'in'),
  },
  {
    id: 'view.out',
    words: 'Zoom out',
    group: 'View',
    keys: ['Ctrl+-'],
    repeats: true,
    isEnabled: always,
    run: ({ state }) => zoomStep(state, 'out'),
  },
  {
    id: 'view.others',
    words: 'Say what others do, on or off',
    group: 'View',
    keys: [],
    isEnabled: always,
    run({ state, tell }) {
      const { saysOthersEdits } = state.getState()
      state.setState({ saysOthersEdits: !saysOthersEdits })
      tell(
        saysOthersEdits
          ? 'What others do is not said any more.'
          : 'What others do on the board is said from now on.',
      )
    },
  },
  {
    id: 'view.grid',
    words: 'Grid',
    group: 'View',
    keys: ["Ctrl+'"],
    isEnabled: always,
    run: ({ state }) => state.setState(({ hasGrid }) => ({ hasGrid: !hasGrid })),
  },
  {
    id: 'view.focus',
    words: 'Hide or show the bars',
    group: 'View',
    keys: ['Ctrl+.'],
    isEnabled: always,
    run: ({ state }) => state.setState(({ isFocused }) => ({ isFocused: !isFocused })),
  },
  {
    id: 'view.palette',
    words: 'All commands',
    group: 'View',
    keys: ['Ctrl+K', 'Ctrl+/'],
    isForTypists: true,
    isKeysOnly: true,
    isEnabled: always,
    run: ({ state }) => state.setState({ dialog: 'palette' }),
  },
  {
    id: 'view.keys',
    words: 'Keyboard',
    group: 'View',
    keys: ['?'],
    isEnabled: always,
    run: ({ state }) => state.setState({ dialog: 'keys' }),
  },
]
