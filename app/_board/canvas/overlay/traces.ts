import type { Box, Coordinates, Guide } from '@/lib/canvas'

/** What a gesture of the select tool draws over the board while it lasts, in world px. */
export interface Traces {
  readonly marquee: Box | null
  readonly lasso: Coordinates | null
  readonly guides: readonly Guide[]
  /** What the end of an arrow would hold on to. */
  readonly held: Box | null
}

export const NO_TRACES: Traces = { marquee: null, lasso: null, guides: [], held: null }

/** The part of the canvas' state that gestures draw in. */
interface Store {
  setState(part: { readonly traces: Traces; readonly preview?: null }): void
}

export const trace = (state: Store, traces: Partial<Traces>): void =>
  state.setState({ traces: { ...NO_TRACES, ...traces } })

/** A gesture is over: nothing is drawn for it, and everything stands as it is stored. */
export const clearGesture = (state: Store): void => state.setState({ traces: NO_TRACES, preview: null })
