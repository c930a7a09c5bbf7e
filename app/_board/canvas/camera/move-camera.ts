import {
  type Camera,
  cameraBetween,
  clampCamera,
  nextZoom,
  type Point,
  panBy,
  type ScreenPoint,
  zoomAbout,
} from '@/lib/canvas'
import type { CanvasStore } from '../canvas-state'

const GLIDE_MS = 220

/** Where a camera is on its way to, and its next frame. */
const gliding = new WeakMap<CanvasStore, { readonly frame: number; readonly to: Camera }>()

/** Puts the camera where a hand moves it: from now on it does not follow the size of the chain. */
export function moveCamera(state: CanvasStore, camera: Camera): void {
  stopGliding(state)
  state.setState({ camera: clampCamera(camera), isHome: false })
}

/** Drags the board by a step in screen px. */
export const panCamera = (state: CanvasStore, step: Point): void =>
  moveCamera(state, panBy(state.getState().camera, step))

/** Drags the board so that something comes into sight; the camera goes on to follow the chain, if it did. */
export function panIntoSight(state: CanvasStore, step: Point): void {
  stopGliding(state)
  state.setState(({ camera }) => ({ camera: panBy(camera, step) }))
}

export const zoomCamera = (state: CanvasStore, at: ScreenPoint, factor: number): void =>
  moveCamera(state, zoomAbout(state.getState().camera, at, state.getState().camera.zoom * factor))

/** Glides to another zoom; the middle of the window stays where it is. */
export function zoomTo(state: CanvasStore, zoom: number): void {
  const { viewport } = state.getState()
  glideTo(state, zoomAbout(headedFor(state), { x: viewport.width / 2, y: viewport.height / 2 }, zoom))
}

export const zoomStep = (state: CanvasStore, direction: 'in' | 'out'): void =>
  zoomTo(state, nextZoom(headedFor(state).zoom, direction))

/** Moves the camera so that the eye can follow; at once for those who want no motion. */
export function glideTo(state: CanvasStore, target: Camera, isHome = false): void {
  stopGliding(state)
  const to = clampCamera(target)
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    state.setState({ camera: to, isHome })
    return
  }
  const from = state.getState().camera
  const begun = performance.now()
  state.setState({ isHome })
  const advance = (now: number): void => {
    const share = Math.min(1, Math.max(0, now - begun) / GLIDE_MS)
    const eased = 1 - (1 - share) ** 3
    if (share < 1) gliding.set(state, { frame: requestAnimationFrame(advance), to })
    else gliding.delete(state)
    state.setState({ camera: cameraBetween(from, to, eased) })
  }
  gliding.set(state, { frame: requestAnimationFrame(advance), to })
}

/** Where the camera will be when it has arrived: a key that is pressed twice counts twice. */
const headedFor = (state: CanvasStore): Camera => gliding.get(state)?.to ?? state.getState().camera

function stopGliding(state: CanvasStore): void {
  const glide = gliding.get(state)
  if (glide !== undefined) cancelAnimationFrame(glide.frame)
  gliding.delete(state)
}
