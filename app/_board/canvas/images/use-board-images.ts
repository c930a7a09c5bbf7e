'use client'

import { useEffect, useState } from 'react'
import { useBoardScope } from '../../board-scope'
import { BoardImages } from './board-images'
import { browserImages } from './image-source'

/** The images of this board, for as long as its page is open. */
export function useBoardImages(): BoardImages {
  const { link } = useBoardScope()
  const [images] = useState(() => new BoardImages(browserImages(link)))
  useEffect(() => () => images.close(), [images])
  return images
}
