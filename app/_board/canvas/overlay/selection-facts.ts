import type { ResizeHandle, TurnedBox } from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'
import { canRotate, resizeHandlesOf, resizingOf } from '../selection/resizable'
import { boxAroundAll, elementsOf } from '../selection/selected'

/** What has to be known of a selection to draw it, however large it is. */
export interface SelectionFacts {
  readonly around: TurnedBox | null
  readonly handles: readonly ResizeHandle[]
  readonly canRotate: boolean
  readonly isLocked: boolean
}

/** Works these out once, until the selection is another or something on the board has changed. */
export class SelectionMemory {
  private known: { readonly selection: ReadonlySet<string>; readonly facts: SelectionFacts } | null = null

  constructor(private readonly stage: Pick<CanvasScope, 'annotations' | 'places' | 'state'>) {}

  facts(): SelectionFacts {
    const { selection } = this.stage.state.getState()
    if (this.known?.selection !== selection) this.known = { selection, facts: this.workedOut(selection) }
    return this.known.facts
  }

  forget(): void {
    this.known = null
  }

  private workedOut(selection: ReadonlySet<string>): SelectionFacts {
    const elements = elementsOf(this.stage, selection)
    return {
      around: boxAroundAll(this.stage, selection),
      handles: resizeHandlesOf(resizingOf(elements)),
      canRotate: canRotate(elements),
      isLocked: elements.length === 0 || elements.some(({ locked }) => locked),
    }
  }
}
