import { boxDrawing, placeOf } from '../drawing/box-drawing'
import { newCommon } from '../drawing/drawing'

export const ellipseTool = boxDrawing({
  usual: { width: 140, height: 140 },
  make: (stage, id, box) => ({
    ...newCommon(stage, id),
    kind: 'ellipse',
    ...placeOf(box),
    rotation: 0,
    fill: stage.state.getState().style.fill,
  }),
})
