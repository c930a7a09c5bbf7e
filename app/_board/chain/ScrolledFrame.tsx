'use client'

import { useRef } from 'react'
import type { ChainFrameProps } from './ChainStage'
import styles from './ScrolledFrame.module.css'
import { useFit } from './use-fit'

/** A frame around a chain that stands alone: as large as the frame lets it be, scrolled along when it is longer. */
export function ScrolledFrame({ contents, children }: ChainFrameProps) {
  const frame = useRef<HTMLDivElement>(null)
  const chain = useRef<HTMLDivElement>(null)
  const zoom = useFit(frame, chain, contents)
  return (
    <div ref={frame} className={styles.frame}>
      <div ref={chain} className={styles.chain} style={{ zoom }}>
        {children}
      </div>
    </div>
  )
}
