'use client'

import { useRef } from 'react'
import { isFrame } from './draw-element'
import styles from './Shapes.module.css'
import { useScene } from './use-scene'

/** Frames, under everything else on the board. */
export function FramesLayer() {
  const svg = useRef<SVGSVGElement>(null)
  useScene(svg, isFrame)
  return <svg ref={svg} className={styles.shapes} role="presentation" data-layer="frames" />
}
