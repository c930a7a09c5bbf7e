import type { Box } from '@/lib/canvas'
import type { Preview } from '../canvas-state'
import type { Places } from '../places/places'
import type { InkColors } from './ink-colors'
import { type Context, type InkView, StrokePainter } from './paint-stroke'
import type { Scene } from './sheet'
import { isPlacedInk, type PlacedInk } from './stroke-shapes'

/** The strokes of one layer as they are to be shown now, or some of them. */
export class InkScene implements Scene {
  preview: Preview | null = null
  /** Which of the strokes belong to it. */
  shows: (id: string) => boolean = () => true
  private readonly painter = new StrokePainter()

  constructor(
    private readonly places: Places,
    private readonly kind: 'pen' | 'highlighter',
    private readonly colors: () => InkColors,
  ) {}

  within(box: Box): readonly PlacedInk[] {
    const found: PlacedInk[] = []
    for (const placed of this.places.index.within(box))
      if (placed.element.kind === this.kind && isPlacedInk(placed) && this.shows(placed.id))
        found.push(placed)
    return found
  }

  paint(context: Context, view: InkView, stroke: PlacedInk): number {
    if (this.preview?.kind !== 'erased') return this.painter.paint(context, view, stroke, this.colors())
    const { ids, cuts } = this.preview
    const cut = cuts.get(stroke.id)
    const shown = cut === undefined ? stroke.element.cuts : [...stroke.element.cuts, ...cut]
    return this.painter.paint(context, view, stroke, this.colors(), shown, ids.has(stroke.id))
  }

  end(context: Context): void {
    this.painter.end(context)
  }
}
