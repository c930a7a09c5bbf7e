import type { CanvasScope } from '../canvas-scope'
import type { PlacedElement } from '../places/places'

/** Rows are told apart when their middles lie further from each other than this, in world px. */
const ROW = 48

/** What lies on the board as one reads: row by row from the top, in a row from the left. */
export function inReadingOrder(all: readonly PlacedElement[]): readonly PlacedElement[] {
  const middle = ({ box }: PlacedElement) => (box.minY + box.maxY) / 2
  const byHeight = all.toSorted((a, b) => middle(a) - middle(b))
  const order: PlacedElement[] = []
  let row: PlacedElement[] = []
  const endRow = (): void => {
    order.push(...row.sort((a, b) => a.box.minX - b.box.minX || (a.id < b.id ? -1 : 1)))
    row = []
  }
  for (const placed of byHeight) {
    if (row.length > 0 && middle(placed) - middle(row[0]) > ROW) endRow()
    row.push(placed)
  }
  endRow()
  return order
}

const orders = new WeakMap<object, { readonly edition: number; readonly order: readonly string[] }>()

/** The ids in reading order; worked out once a change of the board. */
export function readingOrder({
  places,
  annotations,
}: Pick<CanvasScope, 'places' | 'annotations'>): readonly string[] {
  const known = orders.get(places)
  if (known?.edition === annotations.version()) return known.order
  const order = inReadingOrder(places.index.all()).map(({ id }) => id)
  orders.set(places, { edition: annotations.version(), order })
  return order
}

/** The annotation before or after the selected one; without one, the first or the last. Null at the end. */
export function stepThroughElements(
  stage: Pick<CanvasScope, 'places' | 'annotations' | 'state'>,
  direction: 1 | -1,
): string | null {
  const order = readingOrder(stage)
  const places = [...stage.state.getState().selection]
    .map(id => order.indexOf(id))
    .filter(place => place >= 0)
  const from =
    places.length === 0
      ? direction === 1
        ? -1
        : order.length
      : direction === 1
        ? Math.max(...places)
        : Math.min(...places)
  return order[from + direction] ?? null
}
