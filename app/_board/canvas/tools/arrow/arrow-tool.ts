import { lineDrawing } from '../drawing/line-drawing'

export const arrowTool = lineDrawing('arrow')
