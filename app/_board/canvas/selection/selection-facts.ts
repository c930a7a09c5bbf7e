import type { ResizeHandle, TurnedBox } from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'
import type { Places } from '../places/places'
import { canRotate, resizeHandlesOf, resizingOf } from './resizable'
import { boxAroundAll, elementsOf } from './selected'

/** What has to be known of a selection to draw it and to take it, however large it is. */
export interface SelectionFacts {
  readonly around: TurnedBox | null
  readonly handles: readonly ResizeHandle[]
  readonly canRotate: boolean
  /** Something in it is locked, or nothing in it can be changed. */
  readonly isLocked: boolean
}

interface Known {
  selection: ReadonlySet<string> | null
  facts: SelectionFacts
}

const NOTHING: SelectionFacts = { around: null, handles: [], canRotate: false, isLocked: true }
const memory = new WeakMap<Places, Known>()

/** The facts of the selection: worked out once, until it is another or something on the board has changed. */
export function selectionFacts(stage: Pick<CanvasScope, 'annotations' | 'places' | 'state'>): SelectionFacts {
  const { selection } = stage.state.getState()
  const known = memoryOf(stage.places)
  if (known.selection !== selection) {
    known.facts = workedOut(stage, selection)
    known.selection = selection
  }
  return known.facts
}

function memoryOf(places: Places): Known {
  const existing = memory.get(places)
  if (existing !== undefined) return existing
  const known: Known = { selection: null, facts: NOTHING }
  memory.set(places, known)
  places.subscribe(() => {
    known.selection = null
  })
  return known
}

function workedOut(
  stage: Pick<CanvasScope, 'annotations' | 'places'>,
  selection: ReadonlySet<string>,
): SelectionFacts {
  const elements = elementsOf(stage, selection)
  return {
    around: boxAroundAll(stage, selection),
    handles: resizeHandlesOf(resizingOf(elements)),
    canRotate: canRotate(elements),
    isLocked: elements.length === 0 || elements.some(({ locked }) => locked),
  }
}
