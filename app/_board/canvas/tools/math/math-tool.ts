import { writingTool } from '../../words/writing-tool'

export const mathTool = writingTool({ kind: 'math', width: null, hasWidth: false, step: { x: -4, y: -18 } })
