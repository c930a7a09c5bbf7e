import type { Camera, Viewport } from './camera'

/** Below this the numbers of the chain are too small to read. */
const SMALLEST = 0.8
/** A wide screen is read from further away. */
const LARGEST = 1.7

/**
 * The zoom at which a chain just fits its frame, between 0.8 and 1.7. One that is too long for that has its own size, and one looks
 * along it; one that is too high is as small as can be read, so that little of it is out of sight. Sizes in px.
 */
export function chainZoom(frame: Viewport, chain: Viewport): number {
  const across = frame.width / chain.width
  const down = Math.max(SMALLEST, frame.height / chain.height)
  const fitting = Math.min(LARGEST, across < SMALLEST ? 1 : across, down)
  // Whole hundredths, so that a pixel of rounding does not set it trembling.
  return Math.floor(fitting * 100) / 100
}

/** The camera a board opens with: the chain, whose top left corner is the world's origin, in the middle, or from its beginning. */
export function homeCamera(frame: Viewport, chain: Viewport): Camera {
  const zoom = chainZoom(frame, chain)
  const before = (inFrame: number, inChain: number) => Math.min(0, (inChain - inFrame / zoom) / 2)
  return { x: before(frame.width, chain.width), y: before(frame.height, chain.height), zoom }
}
