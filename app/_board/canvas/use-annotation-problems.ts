'use client'

import { useEffect } from 'react'
import { whenIdle } from '../interface/when-idle'
import type { CanvasScope } from './canvas-scope'

/** Names what of the annotations cannot be shown beside what of the model cannot, whenever that has become more or less. */
export function useAnnotationProblems({ annotations, session }: CanvasScope): void {
  useEffect(() => {
    const name = whenIdle(() => {
      const problems = annotations.problems()
      const { list } = session.getState().annotationProblems
      if (list.length > 0 || problems.list.length > 0) session.setState({ annotationProblems: problems })
    })
    name()
    const stop = annotations.subscribe(name)
    return () => {
      stop()
      name.cancel()
    }
  }, [annotations, session])
}
