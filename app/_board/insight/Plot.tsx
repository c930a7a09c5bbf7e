'use client'

import { shortText } from '@/lib/notation'
import styles from './Insight.module.css'

const WIDTH = 360
const HEIGHT = 190
const LEFT = 46
const MARGIN = 10
const BELOW = 34
/** On a log scale, as a share of the largest. */
const SMALLEST_SHOWN = 1e-8

interface Props {
  /** What it shows, for those who do not see it. */
  words: string
  /** From left to right, evenly spaced; where it is no number, the line is broken. */
  numbers: Float64Array
  /** What stands under the left end, the right end and the middle. */
  ends: readonly [string, string]
  name: string
  /** Where a point is marked, from 0 at the left end to 1 at the right one, and its number. */
  marked: { readonly share: number; readonly number: number } | null
}

/** A curve, on a log scale where its numbers are far apart. */
export function Plot({ words, numbers, ends, name, marked }: Props) {
  const finite = numbers.filter(Number.isFinite)
  const least = finite.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const most = finite.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const smallest = finite
    .filter(value => value > 0)
    .reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  // What is smaller by far than the rest, or 0, stands at the lower edge.
  const floor = Math.max(smallest, most * SMALLEST_SHOWN)
  const isLog = least >= 0 && most / floor > 100
  const scaled = (value: number): number => (isLog ? Math.log(Math.max(floor, value)) : value)
  const [low, high] = [isLog ? floor : Math.min(0, least), most]
  const span = scaled(high) - scaled(low) || 1
  const across = (share: number): number => LEFT + (WIDTH - LEFT - MARGIN) * share
  const up = (value: number): number =>
    MARGIN + (HEIGHT - MARGIN - BELOW) * (1 - (Math.min(scaled(high), scaled(value)) - scaled(low)) / span)
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.chart} role="img" aria-label={words}>
      <line x1={LEFT} x2={WIDTH - MARGIN} y1={HEIGHT - BELOW} y2={HEIGHT - BELOW} className={styles.axis} />
      {finite.length > 0 && (
        <>
          <text x={LEFT - 6} y={MARGIN + 8} textAnchor="end">
            {shortText(high, 2)}
          </text>
          <text x={LEFT - 6} y={HEIGHT - BELOW} textAnchor="end">
            {shortText(low, 2)}
          </text>
          <path d={pathOf(numbers, across, up)} className={styles.curve} />
        </>
      )}
      <text x={LEFT} y={HEIGHT - BELOW + 16} textAnchor="start">
        {ends[0]}
      </text>
      <text x={WIDTH - MARGIN} y={HEIGHT - BELOW + 16} textAnchor="end">
        {ends[1]}
      </text>
      <text x={across(0.5)} y={HEIGHT - 4} textAnchor="middle">
        {name}
        {isLog ? ' (loss on a log scale)' : ''}
      </text>
      {marked && finite.length > 0 && Number.isFinite(marked.number) && (
        <circle cx={across(marked.share)} cy={up(marked.number)} r={4.5} className={styles.now} />
      )}
    </svg>
  )
}

function pathOf(
  numbers: Float64Array,
  across: (share: number) => number,
  up: (value: number) => number,
): string {
  let path = ''
  let isDown = false
  numbers.forEach((value, i) => {
    if (!Number.isFinite(value)) {
      isDown = false
      return
    }
    path += `${isDown ? 'L' : 'M'}${across(i / (numbers.length - 1)).toFixed(1)} ${up(value).toFixed(1)}`
    isDown = true
  })
  return path
}
