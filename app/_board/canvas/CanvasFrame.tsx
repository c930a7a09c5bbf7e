'use client'

import { Suspense, useRef, useState } from 'react'
import type { ChainFrameProps } from '../chain/ChainStage'
import { lazyPart } from '../interface/lazy-part'
import styles from './CanvasFrame.module.css'
import { useHome } from './camera/use-home'
import { useWorldTransform } from './camera/use-world-transform'
import { useCanvasState, useCanvasStore } from './use-canvas-state'

/** The tools and the annotations. */
export const CanvasParts = lazyPart(() => import('./CanvasParts').then(m => m.CanvasParts))

/**
 * The window onto the board's world, with the chain at its origin. What the chain needs is here from the first paint; the tools and
 * the annotations come a moment later, into the places that are kept for them.
 */
export function CanvasFrame({ contents, children }: ChainFrameProps) {
  const state = useCanvasStore()
  const window = useRef<HTMLDivElement>(null)
  const world = useRef<HTMLDivElement>(null)
  const chain = useRef<HTMLDivElement>(null)
  const [bar, setBar] = useState<HTMLElement | null>(null)
  const [canvas, setCanvas] = useState<HTMLElement | null>(null)
  const [below, setBelow] = useState<HTMLElement | null>(null)
  const [words, setWords] = useState<HTMLElement | null>(null)
  const [above, setAbove] = useState<HTMLElement | null>(null)
  useHome(state, window, chain, contents)
  useWorldTransform(state, world)
  const isDrawing = useCanvasState(({ tool }) => tool !== 'select')
  const isFocused = useCanvasState(state => state.isFocused)

  return (
    <div className={styles.frame} data-focused={isFocused || undefined}>
      <div ref={setBar} className={styles.bar} />
      <div ref={setCanvas} className={styles.canvas} data-canvas>
        <div ref={setBelow} className={styles.layers} />
        <div ref={window} className={styles.window}>
          <div ref={world} className={styles.world} data-inert={isDrawing || undefined}>
            <div ref={chain} className={styles.chain}>
              {children}
            </div>
            <div ref={setWords} className={styles.words} />
          </div>
        </div>
        <div ref={setAbove} className={styles.layers} />
      </div>
      {bar && canvas && below && words && above && (
        <Suspense>
          <CanvasParts places={{ bar, canvas, window, below, words, above, chain }} />
        </Suspense>
      )}
    </div>
  )
}
