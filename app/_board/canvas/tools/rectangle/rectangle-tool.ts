import { boxDrawing, placeOf } from '../drawing/box-drawing'
import { newCommon } from '../drawing/drawing'

export const rectangleTool = boxDrawing({
  usual: { width: 160, height: 100 },
  make: (stage, id, box) => ({
    ...newCommon(stage, id),
    kind: 'rectangle',
    ...placeOf(box),
    rotation: 0,
    fill: stage.state.getState().style.fill,
  }),
})
