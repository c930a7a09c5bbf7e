import type { WorldPoint } from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import { layToolDown } from '../../canvas-state'
import { bringImages } from '../../images/add-image-files'
import { chooseImages } from '../../images/choose-images'
import type { Tool } from '../tool'

/** Puts images on the board that are chosen from files: where one clicks, or in the middle of the view. */
export const imageTool: Tool = {
  cursor: 'copy',
  begin(stage) {
    if (!stage.mayAnnotate) return null
    return { extend() {}, finish: ({ at }) => void chooseAndAdd(stage, at), abandon() {} }
  },
  place: stage => void chooseAndAdd(stage),
}

/** Whoever chooses no file lays the tool down. */
export async function chooseAndAdd(stage: CanvasScope, at?: WorldPoint): Promise<void> {
  const files = await chooseImages()
  if (files.length === 0) layToolDown(stage.state)
  else await bringImages(stage, files, at)
}
