import { unionOf, zoomToFit } from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'
import { glideTo } from './move-camera'

/** How large everything is shown at most: as large as the chain is at home. */
const MOST = 1.7
const PADDING = 24

/** Shows the chain and everything around it, as large as fits. */
export function showEverything({ state, places }: Pick<CanvasScope, 'state' | 'places'>): void {
  const boxes = places.index.all().map(({ box }) => box)
  const whole = unionOf(places.chain === null ? boxes : [places.chain, ...boxes])
  if (whole !== null) glideTo(state, zoomToFit(whole, state.getState().viewport, MOST, PADDING))
}
