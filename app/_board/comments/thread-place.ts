import {
  type Annotations,
  type AnyElement,
  type BoardLayer,
  quantityOfKey,
  readQuantityKey,
  type ThreadPlace,
} from '@/lib/board'
import { type Box, heightOf, middleOf, type Point, widthOf } from '@/lib/canvas'
import { quantityName } from '@/lib/notation'

/** Where the things are that a thread may hold on to. */
export interface HeldPlaces {
  quantityBox(key: string): Box | null
  get(id: string): { readonly box: Box } | undefined
}

/** A thread on a quantity stands at its upper right corner, where it hides nothing of the number. */
export function placeOnQuantity(places: HeldPlaces, key: string): ThreadPlace | null {
  const quantity = readQuantityKey(key)
  const box = places.quantityBox(key)
  if (quantity === undefined || box === null) return null
  const anchor = { to: 'quantity', quantity, dx: widthOf(box) / 2, dy: -heightOf(box) / 2 } as const
  return { x: box.maxX, y: box.minY, anchor }
}

/** A thread on an annotation stands where it was begun, or (without a place) at the upper right corner. */
export function placeOnElement({ id, box }: { id: string; box: Box }, at?: Point): ThreadPlace {
  const { x, y } = at ?? { x: box.maxX, y: box.minY }
  const middle = middleOf(box)
  return { x, y, anchor: { to: 'annotation', id, dx: x - middle.x, dy: y - middle.y } }
}

/** Where a thread stands now: where it is carried by what it holds on to, else where it was begun. */
export function placeNow({ x, y, anchor }: ThreadPlace, places: HeldPlaces): Point {
  const box =
    anchor === null
      ? null
      : anchor.to === 'quantity'
        ? places.quantityBox(anchor.quantity)
        : (places.get(anchor.id)?.box ?? null)
  if (anchor === null || box === null) return { x, y }
  const middle = middleOf(box)
  return { x: middle.x + anchor.dx, y: middle.y + anchor.dy }
}

const KIND_WORDS: Readonly<Record<AnyElement['kind'], string>> = {
  pen: 'a stroke',
  highlighter: 'a highlight',
  text: 'a text',
  note: 'a note',
  math: 'a formula',
  derivation: 'a derivation',
  arrow: 'an arrow',
  line: 'a line',
  rectangle: 'a rectangle',
  ellipse: 'an ellipse',
  frame: 'a frame',
  image: 'an image',
  unreadable: 'an annotation',
}

/** What a thread is about, in words: `on δ_2`; null for one at a point. */
export function placeWords(
  { anchor }: ThreadPlace,
  layers: readonly BoardLayer[],
  elements: Annotations['elements'],
): string | null {
  if (anchor === null) return null
  if (anchor.to === 'annotation') {
    const element = elements.get(anchor.id)
    return element === undefined ? 'on something that is gone' : `on ${KIND_WORDS[element.kind]}`
  }
  const quantity = quantityOfKey(anchor.quantity, layers)
  return quantity === null ? 'on a quantity that is gone' : `on ${quantityName(quantity)}`
}

/** The key of a quantity in the document by the one that stands in the page (`delta:2`); null when there is none. */
export function keyFromPage(name: string, layers: readonly BoardLayer[]): string | null {
  const [kind = '', place] = name.split(':')
  const layer = place === undefined ? null : layers[Number(place) - 1]
  if (layer === undefined) return null
  return readQuantityKey(layer === null ? kind : `${kind}/${layer.id}`) ?? null
}
