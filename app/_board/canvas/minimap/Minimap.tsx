'use client'

import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import { type Box, centredOn, containsBox, unionOf, type Viewport, viewOf } from '@/lib/canvas'
import { moveCamera } from '../camera/move-camera'
import { useCanvas } from '../canvas-scope'
import styles from './Minimap.module.css'
import { type MapScale, mapScale, onMap, worldAt } from './map-scale'

/** The size of the map, in screen px. */
const SIZE: Viewport = { width: 168, height: 104 }

/** Nothing has changed on the board for so long. */
const QUIET_MS = 250

/**
 * The whole board small, with the part that is in sight. It is there as long as something is out of sight, and a press on it goes
 * there. Whoever has no pointer has “Show everything” and the list of annotations instead.
 */
export function Minimap({ chain }: { chain: RefObject<HTMLElement | null> }) {
  const { state, places } = useCanvas()
  const map = useRef<HTMLCanvasElement>(null)
  const scale = useRef<MapScale | null>(null)

  useEffect(() => {
    const canvas = map.current
    const pen = canvas?.getContext('2d')
    if (!canvas || !pen) return
    const ratio = devicePixelRatio
    canvas.width = SIZE.width * ratio
    canvas.height = SIZE.height * ratio
    /** What is on the board, as large as the map, drawn once for as long as it stays: only the view moves over it. */
    const contents = document.createElement('canvas')
    contents.width = canvas.width
    contents.height = canvas.height
    let contentsScale = mapScale(boxOfChain(chain.current), SIZE)
    let everything = boxOfChain(chain.current)
    let frame = 0
    let waiting: ReturnType<typeof setTimeout> | undefined

    const drawContents = () => {
      const paint = contents.getContext('2d')
      if (!paint) return
      const chainBox = boxOfChain(chain.current)
      const boxes = places.index.all().map(({ box }) => box)
      everything = unionOf([chainBox, ...boxes]) ?? chainBox
      contentsScale = mapScale(everything, SIZE)
      const look = getComputedStyle(canvas)
      paint.setTransform(ratio, 0, 0, ratio, 0, 0)
      paint.clearRect(0, 0, SIZE.width, SIZE.height)
      paint.fillStyle = look.getPropertyValue('--forward-line')
      fill(paint, contentsScale, chainBox)
      paint.fillStyle = look.getPropertyValue('--line-strong')
      for (const box of boxes) fill(paint, contentsScale, box)
      pen.strokeStyle = look.getPropertyValue('--focus')
      pen.lineWidth = 1.5
    }

    const draw = () => {
      frame = 0
      const { camera, viewport } = state.getState()
      const view = viewOf(camera, viewport)
      canvas.hidden = containsBox(view, everything)
      if (canvas.hidden) return
      const now = mapScale(unionOf([everything, view]) ?? everything, SIZE)
      scale.current = now
      pen.setTransform(1, 0, 0, 1, 0, 0)
      pen.clearRect(0, 0, canvas.width, canvas.height)
      pen.setTransform(ratio, 0, 0, ratio, 0, 0)
      // A view that looks beyond the board makes the map smaller: so is what is drawn on it.
      const { x, y, factor } = contentsScale
      const [width, height] = [SIZE.width / factor, SIZE.height / factor]
      pen.drawImage(contents, ...onMap(now, { minX: x, minY: y, maxX: x + width, maxY: y + height }))
      pen.strokeRect(...onMap(now, view))
    }
    const drawSoon = () => {
      if (frame === 0) frame = requestAnimationFrame(draw)
    }
    // Thousands of boxes take longer than a frame has: they wait until nobody draws or drags.
    const drawAnew = () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => {
        drawContents()
        drawSoon()
      }, QUIET_MS)
    }
    drawContents()
    drawSoon()
    const stops = [
      places.subscribe(drawAnew),
      state.subscribe(({ camera, viewport }, before) => {
        if (camera !== before.camera || viewport !== before.viewport) drawSoon()
      }),
    ]
    const theme = new MutationObserver(drawAnew)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(waiting)
      theme.disconnect()
      for (const stop of stops) stop()
    }
  }, [state, places, chain])

  const goTo = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons !== 1 || scale.current === null) return
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const { camera, viewport } = state.getState()
    const place = worldAt(scale.current, { x: event.clientX - left, y: event.clientY - top })
    moveCamera(state, centredOn(place, viewport, camera.zoom))
  }

  return (
    <canvas
      ref={map}
      hidden
      className={styles.map}
      style={SIZE}
      role="img"
      aria-label="Map of the board"
      data-takes-pointers
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId)
        goTo(event)
      }}
      onPointerMove={goTo}
    />
  )
}

function boxOfChain(chain: HTMLElement | null): Box {
  return { minX: 0, minY: 0, maxX: chain?.offsetWidth ?? 0, maxY: chain?.offsetHeight ?? 0 }
}

/** Something small is a dot still. */
function fill(paint: CanvasRenderingContext2D, scale: MapScale, box: Box): void {
  const [x, y, width, height] = onMap(scale, box)
  paint.fillRect(x, y, Math.max(1, width), Math.max(1, height))
}
