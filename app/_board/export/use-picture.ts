'use client'

import { useEffect, useState } from 'react'
import type { DrawnBoard } from '@/lib/canvas'
import { drawBoard, type PictureSource } from './draw-board'
import type { PictureChoice } from './export-choice'

interface Picture {
  /** Null while it is being drawn, and when it cannot be. */
  readonly drawn: DrawnBoard | null
  /** Why there is none, in words. */
  readonly failure: string | null
}

const NONE: Picture = { drawn: null, failure: null }

/** The picture of what is chosen, as the board was when it was chosen. */
export function usePicture(source: PictureSource, choice: PictureChoice): Picture {
  const [picture, setPicture] = useState(NONE)
  useEffect(() => {
    let isWanted = true
    setPicture(NONE)
    drawBoard(source, choice).then(
      drawn => isWanted && setPicture({ drawn, failure: null }),
      () =>
        isWanted &&
        setPicture({
          drawn: null,
          failure: 'The picture could not be drawn: what it needs did not load. JSON can be saved.',
        }),
    )
    return () => {
      isWanted = false
    }
  }, [source, choice])
  return picture
}
