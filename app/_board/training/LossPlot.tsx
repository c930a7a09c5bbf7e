'use client'

import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import type { GrowingCurve } from './growing-curve'
import { extent } from './loss-words'

const WIDTH = 207
const HEIGHT = 71
/** Keeps the line and the marker whole at the edges. */
const MARGIN = 5
const MARKER_RADIUS = 4

interface Props {
  curve: GrowingCurve
  isLog: boolean
  /** The shown step and its loss. */
  marked: { readonly step: number; readonly loss: number }
  /** The step under the pointer, or null. */
  onPoint: (step: number | null) => void
  /** The step that was pressed. */
  onPick: (step: number) => void
}

/** The curve on a canvas. Its colours come from the tokens each time it is drawn. */
export function LossPlot(props: Props) {
  const { curve, isLog, marked } = props
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  // What the plot's own events read: always the newest.
  const latest = useRef(props)

  useEffect(() => {
    if (!host.current) return
    const stepAt = (index: number | null | undefined) => latest.current.curve.steps[index ?? -1] ?? null
    const made = new uPlot(
      {
        width: WIDTH,
        height: HEIGHT,
        padding: [MARGIN, MARGIN, MARGIN, MARGIN],
        legend: { show: false },
        axes: [{ show: false }, { show: false }],
        scales: {
          x: { time: false, range: (_plot, min, max) => [min, max] },
          y: { distr: isLog ? 3 : 1, range: () => rangeOf(latest.current.curve.losses, isLog) },
        },
        series: [{}, { stroke: () => token('--forward'), width: 1.75, points: { show: false } }],
        cursor: {
          y: false,
          drag: { x: false, y: false },
          points: { size: 7, width: 0, fill: () => token('--forward') },
        },
        hooks: {
          setCursor: [({ cursor }) => latest.current.onPoint(stepAt(cursor.idx))],
          draw: [made => drawMarker(made, latest.current.marked)],
        },
      },
      dataOf(latest.current.curve),
      host.current,
    )
    const pick = () => {
      const step = stepAt(made.cursor.idx)
      if (step !== null) latest.current.onPick(step)
    }
    made.over.addEventListener('click', pick)
    const theme = new MutationObserver(() => made.redraw(false))
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    plot.current = made
    return () => {
      theme.disconnect()
      plot.current = null
      made.destroy()
    }
  }, [isLog])

  useEffect(() => {
    latest.current = props
  })
  useEffect(() => plot.current?.setData(dataOf(curve)), [curve])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the marker is drawn from the newest props
  useEffect(() => plot.current?.redraw(false), [marked.step, marked.loss])

  return <div ref={host} />
}

/** Losses that are not finite are gaps. */
function dataOf({ steps, losses }: GrowingCurve): uPlot.AlignedData {
  return [[...steps], losses.map(loss => (Number.isFinite(loss) ? loss : null))]
}

/** From 0 up to the largest loss; on a log scale from the smallest one. */
function rangeOf(losses: readonly number[], isLog: boolean): [number, number] {
  const { min, max } = extent(losses)
  if (isLog) return [min, max]
  const bottom = Math.min(0, min)
  return [bottom, max > bottom ? max : bottom + 1]
}

function drawMarker(plot: uPlot, { step, loss }: Props['marked']): void {
  const { ctx, bbox } = plot
  const across = plot.valToPos(step, 'x', true)
  ctx.save()
  ctx.strokeStyle = token('--line-strong')
  ctx.lineWidth = devicePixelRatio
  ctx.beginPath()
  ctx.moveTo(across, bbox.top)
  ctx.lineTo(across, bbox.top + bbox.height)
  ctx.stroke()
  if (Number.isFinite(loss)) {
    ctx.fillStyle = token('--ink')
    ctx.strokeStyle = token('--surface')
    ctx.lineWidth = 2 * devicePixelRatio
    ctx.beginPath()
    ctx.arc(across, plot.valToPos(loss, 'y', true), MARKER_RADIUS * devicePixelRatio, 0, 2 * Math.PI)
    ctx.stroke()
    ctx.fill()
  }
  ctx.restore()
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}
