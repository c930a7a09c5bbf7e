'use client'

import { useRef } from 'react'
import { isShape } from './draw-element'
import styles from './Shapes.module.css'
import { useScene } from './use-scene'

/** Rectangles, ellipses, lines, arrows and images, under the words. */
export function ShapesLayer() {
  const svg = useRef<SVGSVGElement>(null)
  useScene(svg, isShape)
  return <svg ref={svg} className={styles.shapes} role="presentation" data-layer="shapes" />
}
