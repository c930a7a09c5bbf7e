import { writingTool } from '../../words/writing-tool'

export const noteTool = writingTool({ kind: 'note', width: 200, hasWidth: true, step: { x: -100, y: -60 } })
