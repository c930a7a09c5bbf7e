'use client'

import { useId } from 'react'
import { useCanvas } from '../canvas-scope'
import { describe, describeCount } from '../selection/describe'
import { readingOrder } from '../selection/reading-order'
import { useAnnotationsVersion } from '../use-annotations-version'
import { useCanvasState } from '../use-canvas-state'
import styles from './AnnotationList.module.css'

/**
 * The annotations as a list that the keyboard walks and a screen reader reads: Tab goes through them as one reads, Enter opens,
 * arrows move, Delete deletes. Of ten thousand only the one that is selected stands in the document.
 */
export function AnnotationList() {
  const stage = useCanvas()
  const { annotations } = stage
  const selection = useCanvasState(state => state.selection)
  useAnnotationsVersion(stage)
  const option = useId()
  const size = annotations.elements.size
  const [id] = selection.size === 1 ? selection : []
  const element = id === undefined ? undefined : annotations.elements.get(id)

  return (
    <>
      <div
        className={styles.list}
        role="listbox"
        tabIndex={0}
        aria-label={size === 1 ? 'Annotations: 1 on the board' : `Annotations: ${size} on the board`}
        aria-activedescendant={element && option}
        data-annotation-list
      >
        {element && (
          <div
            key={id}
            id={option}
            className="unseen"
            role="option"
            tabIndex={-1}
            aria-selected
            aria-setsize={size}
            aria-posinset={readingOrder(stage).indexOf(element.id) + 1}
          >
            {describe(element)}
          </div>
        )}
      </div>
      <p className="unseen" role="status">
        {selection.size > 1 && describeCount(selection.size)}
      </p>
    </>
  )
}
