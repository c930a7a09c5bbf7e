import { keyOfQuantity, newElementId } from '@/lib/board'
import { type Box, boxAt, expanded, intersects, middleOf } from '@/lib/canvas'
import { firstLineOf, type Quantity, quantityName } from '@/lib/notation'
import { glideTo } from '../canvas/camera/move-camera'
import type { CanvasScope } from '../canvas/canvas-scope'
import { startWriting } from '../canvas/words/editing/writing'
import { withSubscripts } from '../symbol/QuantitySymbol'

/** How large a card is about to be, and how far from the chain it comes to stand, in world px. */
const CARD = { width: 470, height: 130 }
const GAP = 48
const MOST_TRIES = 40

/** Starts a derivation of a quantity of the chain: it holds on to it, stands below the chain, and its first line is begun. */
export function deriveQuantity(stage: CanvasScope, quantity: Quantity): void {
  const { board, places, tell } = stage
  const text = firstLineOf(quantity)
  const key = keyOfQuantity(quantity, board.model().layers)
  const box = key === null ? null : places.quantityBox(key)
  if (text === null || key === null || box === null) {
    tell(
      text === null
        ? `${quantityName(quantity)} is given: there is nothing to derive.`
        : 'That is not on the board any more.',
    )
    return
  }
  const place = freePlace(stage, box)
  const middle = middleOf(box)
  startWriting(stage, {
    id: newElementId(board),
    kind: 'derivation',
    ...place,
    title: withSubscripts(titleOf(quantity)),
    anchor: { to: 'quantity', quantity: key, dx: place.x - middle.x, dy: place.y - middle.y },
    lines: [{ text }],
  })
  bringIntoSight(stage, boxAt(place, CARD.width, CARD.height))
}

const titleOf = (quantity: Quantity): string =>
  quantity.kind === 'w' || quantity.kind === 'b'
    ? `∂L/∂${quantityName(quantity)}`
    : quantity.kind === 'x'
      ? '∂L/∂x'
      : quantityName(quantity)

/** Below the chain, under the quantity, where nothing else is. */
function freePlace({ places }: CanvasScope, under: Box): { readonly x: number; readonly y: number } {
  const bottom = Math.max(under.maxY, ...Array.from(places.quantityBoxes(), ({ maxY }) => maxY))
  let y = bottom + GAP
  for (let i = 0; i < MOST_TRIES; i++) {
    const card = expanded(boxAt({ x: under.minX, y }, CARD.width, CARD.height), GAP / 4)
    const taken = places.index.within(card).filter(({ box }) => intersects(box, card))
    if (taken.length === 0) break
    y = Math.max(...taken.map(({ box }) => box.maxY)) + GAP / 2
  }
  return { x: under.minX, y }
}

/** Moves the camera as little as it takes to show the box. */
function bringIntoSight({ state }: CanvasScope, box: Box): void {
  const { camera, viewport } = state.getState()
  const [width, height] = [viewport.width / camera.zoom, viewport.height / camera.zoom]
  const along = (from: number, room: number, low: number, high: number): number =>
    Math.min(Math.max(from, high + GAP - room), low - GAP)
  const x = along(camera.x, width, box.minX, box.maxX)
  const y = along(camera.y, height, box.minY, box.maxY)
  if (x !== camera.x || y !== camera.y) glideTo(state, { ...camera, x, y })
}

/** What somebody points at on the chain, or has come to with the keyboard. */
export const quantityInHand = ({ session }: Pick<CanvasScope, 'session'>): Quantity | null =>
  session.getState().inspection?.quantity ?? null
