'use client'

import { useEffect, useRef } from 'react'
import { onceAFrame } from '../../page/once-a-frame'
import { personColor } from '../../people/person-color'
import { useCanvas } from '../canvas-scope'
import styles from './SelectionOverlay.module.css'
import { othersLines, type SelectionLines, selectionLines } from './selection-painter'

const LINES: readonly (keyof SelectionLines)[] = [
  'held',
  'hovered',
  'outlines',
  'locked',
  'box',
  'stem',
  'handles',
  'guides',
  'marquee',
  'lasso',
]

/**
 * What is selected, with its handles, and what a gesture draws: a few paths over the board that are written by hand, once a frame at
 * most, so that neither the camera nor a drag renders anything.
 */
export function SelectionOverlay() {
  const stage = useCanvas()
  const layer = useRef<SVGSVGElement>(null)

  useEffect(() => {
    const svg = layer.current
    if (svg === null) return
    const paths = new Map<string, SVGPathElement>()
    for (const path of svg.querySelectorAll<SVGPathElement>('[data-line]')) {
      paths.set(path.dataset.line ?? '', path)
    }
    const others = svg.querySelector('g')
    const paint = onceAFrame(() => {
      const lines = selectionLines(stage)
      for (const name of LINES) setPath(paths.get(name), lines[name])
      if (others !== null) paintOthers(others)
    })
    const paintOthers = (group: SVGGElement) => {
      const shown = stage.presences
        .getState()
        .participants.filter(({ isMe, selection }) => !isMe && selection.length > 0)
      while (group.childElementCount > shown.length) group.lastElementChild?.remove()
      while (group.childElementCount < shown.length) {
        group.append(document.createElementNS('http://www.w3.org/2000/svg', 'path'))
      }
      for (const [i, participant] of shown.entries()) {
        const path = group.children[i] as SVGPathElement // appended just now, or before
        setPath(path, othersLines(stage, participant))
        for (const [name, value] of Object.entries(personColor(participant.user.color))) {
          path.style.setProperty(name, String(value))
        }
      }
    }
    paint()
    const stops = [
      stage.state.subscribe(paint),
      stage.places.subscribe(paint),
      stage.presences.subscribe(paint),
    ]
    return () => {
      paint.cancel()
      for (const stop of stops) stop()
    }
  }, [stage])

  return (
    <svg ref={layer} className={styles.overlay} aria-hidden="true">
      <g className={styles.others} data-testid="selections" />
      {LINES.map(line => (
        <path key={line} data-line={line} className={styles[line]} />
      ))}
    </svg>
  )
}

function setPath(path: SVGPathElement | undefined, line: string): void {
  if (path !== undefined && path.getAttribute('d') !== line) path.setAttribute('d', line)
}
