import type { CanvasScope } from '../../canvas-scope'
import { clearGesture } from '../../overlay/traces'
import type { ToolGesture } from '../tool'

const GONE = 'Somebody has deleted it meanwhile.'

/**
 * A gesture on elements that others may delete under the hand: when the last of them is gone, it ends, and that is said. What it
 * does with the pointer from then on is nothing.
 */
export function whileThere(stage: CanvasScope, ids: Iterable<string>, gesture: ToolGesture): ToolGesture {
  const left = new Set(ids)
  let isOver = false
  const end = (): void => {
    isOver = true
    stop()
  }
  const stop = stage.annotations.subscribe(({ removed }) => {
    for (const id of removed) left.delete(id)
    if (left.size > 0 || isOver) return
    end()
    gesture.abandon()
    clearGesture(stage.state)
    stage.tell(GONE)
  })
  return {
    extend: pointers => {
      if (!isOver) gesture.extend(pointers)
    },
    finish: pointer => {
      if (isOver) return
      end()
      gesture.finish(pointer)
    },
    abandon: () => {
      if (isOver) return
      end()
      gesture.abandon()
    },
  }
}
