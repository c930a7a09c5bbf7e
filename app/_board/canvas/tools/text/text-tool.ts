import { writingTool } from '../../words/writing-tool'

export const textTool = writingTool({ kind: 'text', width: null, hasWidth: true, step: { x: -4, y: -18 } })
