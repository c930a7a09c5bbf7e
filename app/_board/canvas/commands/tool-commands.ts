import { type ToolName, takeTool } from '../canvas-state'
import { TOOL_GROUPS } from '../toolbar/tool-list'
import { always, type Command } from './command'

/** The keys of the tools: those that tldraw and Excalidraw taught everybody, and M for math. */
export const TOOL_KEYS: Readonly<Record<ToolName, readonly string[]>> = {
  select: ['V'],
  hand: ['H'],
  pen: ['P', 'D', 'B'],
  highlighter: ['Shift+P'],
  eraser: ['E'],
  laser: ['K'],
  math: ['M'],
  derivation: ['Shift+M'],
  text: ['T'],
  note: ['N'],
  comment: ['C'],
  arrow: ['A'],
  line: ['L'],
  rectangle: ['R'],
  ellipse: ['O'],
  frame: ['F'],
  image: [],
}

export const TOOL_COMMANDS: readonly Command[] = [
  ...TOOL_GROUPS.flat().map(
    ({ tool, words, isForAll }): Command => ({
      id: `tool.${tool}`,
      words,
      group: 'Tools',
      keys: TOOL_KEYS[tool],
      isEnabled: ({ mayAnnotate }) => mayAnnotate || isForAll === true,
      run: ({ state }) => takeTool(state, tool),
    }),
  ),
  {
    id: 'tool.keep',
    words: 'Keep the tool in hand after use',
    group: 'Tools',
    keys: ['Q'],
    isEnabled: always,
    run({ state, tell }) {
      const isToolKept = !state.getState().isToolKept
      state.setState({ isToolKept })
      tell(isToolKept ? 'The tool stays in hand.' : 'After each use you are back to Select.')
    },
  },
]
