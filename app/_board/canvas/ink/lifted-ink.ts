import type { Camera, Point } from '@/lib/canvas'
import type { Places } from '../places/places'
import type { Picture } from './picture'
import { isPlacedInk, type PlacedInk } from './stroke-shapes'

/** So many strokes are painted anew in every frame while they are moved; more of them are moved as a bitmap. */
const FEW = 60
/** Places are kept in single precision: a stroke lies where it was dropped, but for this, in world px. */
const ROUNDING = 0.01

/** The ink that a hand is moving: the strokes, how far they have come, and where there are many, a picture of them. */
export class LiftedInk {
  /**
   * Many strokes are painted as a picture, unseen; then the ink below is uncovered of them, and both are shown. Laid down where they were,
   * they leave when the ink below has them again.
   */
  phase: 'painting' | 'uncovering' | 'shown' | 'leaving' = 'painting'

  private constructor(
    readonly ids: ReadonlySet<string>,
    readonly strokes: readonly PlacedInk[],
    public step: Point,
  ) {}

  picture: Picture | null = null

  static of(
    ids: ReadonlySet<string>,
    step: Point,
    places: Pick<Places, 'get'>,
    kind: string,
  ): LiftedInk | null {
    const strokes: PlacedInk[] = []
    for (const id of ids) {
      const placed = places.get(id)
      if (placed?.element.kind === kind && isPlacedInk(placed)) strokes.push(placed)
    }
    return strokes.length === 0 ? null : new LiftedInk(ids, strokes, step)
  }

  get isFew(): boolean {
    return this.strokes.length <= FEW
  }

  /** Nothing of it is left to be painted. */
  get isAtRest(): boolean {
    return this.picture === null || (this.phase === 'shown' && this.picture.isComplete)
  }

  /** The camera that sees the strokes, which lie where they were, in the place to which they are moved. */
  seenFrom(camera: Camera): Camera {
    return { ...camera, x: camera.x - this.step.x, y: camera.y - this.step.y }
  }

  /** Whether the strokes now lie where they were moved to. */
  wasDropped(places: Pick<Places, 'get'>): boolean {
    return this.strokes.every(({ id, x, y, element }) => {
      const now = places.get(id)
      return (
        now !== undefined &&
        isPlacedInk(now) &&
        now.element.points === element.points &&
        now.element.color === element.color &&
        Math.abs(now.x - x - this.step.x) < ROUNDING &&
        Math.abs(now.y - y - this.step.y) < ROUNDING
      )
    })
  }
}
