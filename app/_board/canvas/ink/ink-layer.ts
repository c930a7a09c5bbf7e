import type { StoreApi } from 'zustand'
import { isInk } from '@/lib/board'
import { type Camera, viewOf } from '@/lib/canvas'
import { cameraAtRest } from '../camera/move-camera'
import type { CanvasState, Preview } from '../canvas-state'
import type { Places } from '../places/places'
import { FrameBudget } from './frame-budget'
import { InkChanges } from './ink-changes'
import { type InkColors, inkColors, onThemeChange } from './ink-colors'
import { InkScene } from './ink-scene'
import { LiftedInk } from './lifted-ink'
import { LiveCanvas } from './live-canvas'
import type { LiveStrokes } from './live-strokes'
import type { InkInPlace } from './paint-stroke'
import { Picture } from './picture'
import { erasedOtherwise, takenOut } from './preview-changes'
import type { PlacedInk } from './stroke-shapes'

/** What a layer of ink follows. */
interface Ground {
  readonly places: Places
  readonly state: StoreApi<CanvasState>
  readonly live: LiveStrokes
}

const NOTHING: ReadonlySet<string> = new Set()
/** So many new strokes are painted upon the picture, if they lie upon everything. */
const FEW = 20

/**
 * The ink of one layer on its canvases. Nothing is painted when something happens: it asks for a frame, and the frame paints
 * what has changed since the last one, the least that shows it.
 */
export class InkLayer {
  private readonly budget = new FrameBudget()
  private readonly scene: InkScene
  private picture: Picture
  private readonly live: LiveCanvas
  private colors: InkColors
  private camera: Camera
  private preview: Preview | null = null
  private lifted: LiftedInk | null = null
  private readonly changes: InkChanges
  private frame: number | null = null
  private readonly stops: (() => void)[]

  constructor(
    private readonly kind: 'pen' | 'highlighter',
    private readonly parent: HTMLElement,
    private readonly ground: Ground,
  ) {
    const { places, state, live } = ground
    parent.dataset.strokes = '0'
    this.colors = inkColors(parent)
    this.camera = state.getState().camera
    this.changes = new InkChanges(places, kind)
    this.scene = this.newScene()
    this.picture = this.newPicture(this.scene)
    parent.prepend(this.picture.element)
    this.live = new LiveCanvas(parent)
    this.live.resize(state.getState().viewport, this.ratio)
    this.changes.touch(places.index.all().map(({ id }) => id))
    this.stops = [
      places.subscribe(({ changed, removed }) => {
        this.changes.touch(changed)
        this.changes.touch(removed)
        this.ask()
      }),
      state.subscribe((now, before) => {
        if (now.viewport !== before.viewport) this.resize()
        if (now.camera !== before.camera || now.preview !== before.preview) this.ask()
      }),
      live.subscribe(() => this.ask()),
      onThemeChange(() => this.recolor()),
    ]
    this.ask()
  }

  close(): void {
    if (this.frame !== null) cancelAnimationFrame(this.frame)
    for (const stop of this.stops) stop()
    this.lifted?.picture?.remove()
    this.picture.remove()
    this.live.canvas.remove()
    this.budget.close()
  }

  private get ratio(): number {
    return window.devicePixelRatio || 1
  }

  private ask(): void {
    this.frame ??= requestAnimationFrame(now => {
      this.frame = null
      this.paint(now)
    })
  }

  private paint(now: number): void {
    const { state, live } = this.ground
    const { camera, preview } = state.getState()
    const isSettled = camera === this.camera
    this.camera = camera
    this.budget.begin(isSettled)
    live.advance(now)
    this.changes.touch(this.takePreview(preview))
    this.picture.follow(camera, isSettled, cameraAtRest(state))
    this.takeChanges()
    this.work(isSettled)
    this.paintLive(now)
    this.budget.end()
    const isComplete = this.picture.isComplete && (this.lifted?.isAtRest ?? true)
    this.parent.toggleAttribute('data-busy', !isComplete)
    if (!isComplete || live.isMoving) this.ask()
  }

  /** The strokes that show otherwise under the preview that is on now. */
  private takePreview(preview: Preview | null): readonly string[] {
    const before = this.preview
    if (preview === before) return []
    this.preview = preview
    this.scene.preview = preview
    const changed = [...erasedOtherwise(before, preview)]
    if (preview?.kind === 'moved' && this.lifted?.ids === preview.ids && this.lifted.phase !== 'leaving') {
      this.lifted.step = preview.step
      return changed
    }
    if (this.lifted !== null) this.drop(this.lifted)
    const [was, is] = [before?.kind === 'moved' ? NOTHING : takenOut(before), takenOut(preview)]
    this.scene.shows = id => !is.has(id)
    if (preview?.kind === 'moved') {
      this.lift(preview)
      return changed
    }
    for (const id of is) if (!was.has(id)) changed.push(id)
    for (const id of was) if (!is.has(id)) changed.push(id)
    return changed
  }

  private lift({ ids, step }: Extract<Preview, { kind: 'moved' }>): void {
    const { places, state } = this.ground
    this.letGo()
    const lifted = this.changes.isEmpty ? null : LiftedInk.of(ids, step, places, this.kind)
    this.lifted = lifted
    if (lifted === null) return
    if (lifted.isFew) {
      this.changes.touch(lifted.strokes.map(({ id }) => id))
      return
    }
    const scene = this.newScene()
    scene.shows = id => ids.has(id)
    const inSight = viewOf(this.camera, state.getState().viewport)
    if (this.picture.isComplete && this.scene.within(inSight).length === 0) {
      // All that is shown is moved: the picture itself is lifted, and the one below is empty.
      lifted.picture = this.picture.with(scene)
      lifted.phase = 'shown'
      this.picture = this.newPicture(this.scene)
      this.parent.prepend(this.picture.element)
      return
    }
    lifted.picture = this.newPicture(scene)
    lifted.picture.isVisible = false
    this.live.canvas.before(lifted.picture.element)
  }

  /** Paints on what is not complete. */
  private work(isSettled: boolean): void {
    const { lifted } = this
    const above = lifted?.picture ?? null
    if (lifted !== null && above !== null) {
      above.follow(lifted.seenFrom(this.camera), isSettled)
      above.work(this.budget)
      if (lifted.phase === 'painting' && above.isComplete) {
        lifted.phase = 'uncovering'
        this.picture.refresh()
      }
    }
    this.picture.work(this.budget)
    if (lifted === null || above === null || !this.picture.isComplete) return
    if (lifted.phase === 'leaving') this.letGo()
    if (lifted.phase !== 'uncovering') return
    lifted.phase = 'shown'
    above.isVisible = true
  }

  /** The hand has let go of what was lifted: what lies where it was dropped needs no painting. */
  private drop(lifted: LiftedInk): void {
    const { picture, strokes, phase } = lifted
    this.scene.shows = () => true
    if (picture === null) {
      this.changes.touch(strokes.map(({ id }) => id))
      this.letGo()
      return
    }
    if (phase !== 'shown' || !lifted.wasDropped(this.ground.places)) {
      lifted.step = { x: 0, y: 0 }
      lifted.phase = 'leaving'
      this.picture.refresh()
      return
    }
    const isAll = strokes.length === this.changes.size
    this.changes.accept(strokes)
    picture.rebase(lifted.step)
    if (isAll) {
      this.picture.remove()
      this.picture = picture.with(this.scene)
      this.lifted = null
      return
    }
    this.picture.stamp(picture)
    this.letGo()
  }

  private letGo(): void {
    this.lifted?.picture?.remove()
    this.lifted = null
  }

  /** Brings what has changed on the board, or in the preview, into the picture. */
  private takeChanges(): void {
    // A board that opens is painted when all of it has its place.
    if (!this.ground.places.isComplete) return
    const { added, boxes } = this.changes.take()
    if (added.length + boxes.length === 0) return
    this.parent.dataset.strokes = String(this.changes.size)
    this.lifted?.picture?.redraw(boxes, this.budget)
    this.picture.redraw(boxes, this.budget)
    this.addToPicture(added.filter(({ id }) => this.scene.shows(id)))
  }

  private addToPicture(added: readonly PlacedInk[]): void {
    if (added.length === 0) return
    const isOnTop = (stroke: PlacedInk) => this.newScene().within(stroke.box).at(-1)?.id === stroke.id
    if (added.length <= FEW && added.every(isOnTop)) this.picture.add(added, this.budget)
    else
      this.picture.redraw(
        added.map(({ box }) => box),
        this.budget,
      )
  }

  private paintLive(now: number): void {
    const { live } = this.ground
    const view = { camera: this.picture.paintedCamera, ratio: this.ratio }
    const contents = { kind: this.kind, strokes: live, changed: this.changedStrokes() }
    this.live.paint(view, contents, this.colors, now)
    // Highlights shine through as one, which costs a layer of the window: not where there are none.
    const isEmpty = this.changes.size + live.strokes(this.kind).length === 0
    this.parent.hidden = isEmpty && this.kind === 'highlighter'
  }

  /** The strokes of the document that a gesture shows elsewhere or otherwise, one by one. */
  private changedStrokes(): readonly InkInPlace[] {
    const { lifted, preview } = this
    if (lifted?.isFew) {
      const { x, y } = lifted.step
      return lifted.strokes.map(stroke => ({ element: stroke.element, x: stroke.x + x, y: stroke.y + y }))
    }
    if (preview?.kind !== 'changed') return []
    return [...preview.elements.values()]
      .filter(isInk)
      .filter(({ kind }) => kind === this.kind)
      .map(element => ({ element, x: element.x, y: element.y }))
  }

  private resize(): void {
    const { viewport } = this.ground.state.getState()
    this.picture.resize(viewport, this.ratio)
    this.lifted?.picture?.resize(viewport, this.ratio)
    this.live.resize(viewport, this.ratio)
    this.ask()
  }

  private recolor(): void {
    this.colors = inkColors(this.parent)
    this.picture.refresh()
    this.lifted?.picture?.refresh()
    this.ask()
  }

  private newScene(): InkScene {
    return new InkScene(this.ground.places, this.kind, () => this.colors)
  }

  private newPicture(scene: InkScene): Picture {
    return new Picture(scene, this.ground.state.getState().viewport, this.ratio)
  }
}
