import { lineDrawing } from '../drawing/line-drawing'

export const lineTool = lineDrawing('line')
