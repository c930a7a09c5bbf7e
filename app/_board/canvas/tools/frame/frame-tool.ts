import { expanded, unionOf } from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import { boxDrawing, placeOf } from '../drawing/box-drawing'
import { newCommon } from '../drawing/drawing'

/** How much room a frame leaves around what it is put around, in world px. */
const ROOM = 24

/** The box around what was selected when the tool was taken. */
function aroundSelection({ state, places }: CanvasScope) {
  const boxes = [...state.getState().selection].flatMap(id => places.get(id)?.box ?? [])
  const box = unionOf(boxes)
  return box && expanded(box, ROOM)
}

export const frameTool = boxDrawing({
  usual: { width: 480, height: 320 },
  // A frame has the colour of its title alone, and lines of one width.
  make: (stage, id, box) => ({
    ...newCommon(stage, id),
    size: 'm',
    kind: 'frame',
    ...placeOf(box),
    title: '',
  }),
  placeFor: aroundSelection,
})
