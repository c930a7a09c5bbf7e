'use client'

import { useEffect, useRef } from 'react'
import { shortText } from '@/lib/notation'
import { withSubscripts } from '../symbol/QuantitySymbol'
import styles from './Insight.module.css'
import { type Axis, type Landscape, lowestOf, placeOn } from './landscape'

interface Props {
  landscape: Landscape & { kind: 'plane' }
  numbers: Float64Array
  /** The weights along the run. */
  path: readonly (readonly number[])[]
}

/** The loss over two weights as shades, dark where it is low, with the way that the run has gone. */
export function HeatMap({ landscape: { across, up, size }, numbers, path }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  // The numbers are filled in place: how many there are says that there are more.
  const known = numbers.reduce((count, value) => count + (Number.isFinite(value) ? 1 : 0), 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: painted anew as more is known
  useEffect(() => {
    if (canvas.current) paint(canvas.current, numbers, size)
  }, [numbers, size, known])

  const [a, b] = [withSubscripts(`w_${across.layer}`), withSubscripts(`w_${up.layer}`)]
  const lowest = lowestOf(numbers)
  const now = path.at(-1) ?? []
  const words =
    lowest === null
      ? `Loss over ${a} and ${b}.`
      : `Loss over ${a} and ${b}: lowest, ${shortText(numbers[lowest] ?? 0, 3)}, at ${a} = ${shortText(placeOn(across, lowest % size, size), 3)}, ${b} = ${shortText(placeOn(up, Math.floor(lowest / size), size), 3)}. They are at ${shortText(now[across.layer - 1] ?? 0, 3)} and ${shortText(now[up.layer - 1] ?? 0, 3)} now.`
  const points = path.map(weights => [shareOf(across, weights), 1 - shareOf(up, weights)] as const)
  const end = points.at(-1)
  return (
    <figure className={styles.figure}>
      <div className={styles.map} role="img" aria-label={words}>
        <canvas ref={canvas} width={size} height={size} />
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <polyline
            points={points.map(([x, y]) => `${100 * x},${100 * y}`).join(' ')}
            className={styles.wayUnder}
          />
          <polyline
            points={points.map(([x, y]) => `${100 * x},${100 * y}`).join(' ')}
            className={styles.way}
          />
        </svg>
        {end && (
          <span className={styles.here} style={{ left: `${100 * end[0]}%`, top: `${100 * end[1]}%` }} />
        )}
      </div>
      <div className={styles.ends} aria-hidden="true">
        <span>
          {a}: {shortText(across.from, 2)} … {shortText(across.to, 2)} →
        </span>
        <span>
          {b}: {shortText(up.from, 2)} … {shortText(up.to, 2)} ↑
        </span>
      </div>
      <figcaption className={styles.words}>{words}</figcaption>
    </figure>
  )
}

const shareOf = ({ layer, from, to }: Axis, weights: readonly number[]): number =>
  ((weights[layer - 1] ?? from) - from) / (to - from)

/** Each shade stands for as many points as any other: what is flat shows its differences too. */
function paint(canvas: HTMLCanvasElement, numbers: Float64Array, size: number): void {
  const context = canvas.getContext('2d')
  if (context === null) return
  const image = context.createImageData(size, size)
  const sorted = numbers.filter(Number.isFinite).sort()
  numbers.forEach((value, i) => {
    if (!Number.isFinite(value)) return
    const [red, green, blue] = shade(rankOf(value, sorted))
    const row = size - 1 - Math.floor(i / size)
    image.data.set([red, green, blue, 255], 4 * (row * size + (i % size)))
  })
  context.putImageData(image, 0, 0)
}

/** The share of numbers that are smaller. */
function rankOf(value: number, sorted: Float64Array): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low / Math.max(1, sorted.length - 1)
}

/** From deep blue, where the loss is low, over teal to pale yellow: its lightness alone tells the order. */
const SHADES = [
  [13, 30, 84],
  [14, 84, 138],
  [30, 140, 150],
  [120, 190, 140],
  [250, 240, 180],
] as const

function shade(share: number): readonly [number, number, number] {
  const at = share * (SHADES.length - 1)
  const index = Math.min(SHADES.length - 2, Math.floor(at))
  const [from, to] = [SHADES[index] ?? SHADES[0], SHADES[index + 1] ?? SHADES[4]]
  const mixed = (channel: 0 | 1 | 2): number => from[channel] + (to[channel] - from[channel]) * (at - index)
  return [mixed(0), mixed(1), mixed(2)]
}
