import type { StoreApi } from 'zustand'
import { isInk } from '@/lib/board'
import { type Box, type Camera, viewOf } from '@/lib/canvas'
import { cameraAtRest } from '../camera/move-camera'
import type { CanvasState, Preview } from '../canvas-state'
import type { Places } from '../places/places'
import { FrameBudget } from './frame-budget'
import { type InkColors, inkColors, onThemeChange } from './ink-colors'
import { InkScene } from './ink-scene'
import { LiftedInk } from './lifted-ink'
import { LiveCanvas } from './live-canvas'
import type { LiveStrokes } from './live-strokes'
import type { InkInPlace } from './paint-stroke'
import { Picture } from './picture'
import { erasedOtherwise, takenOut } from './preview-changes'
import { isPlacedInk, type PlacedInk } from './stroke-shapes'

/** What a layer of ink follows. */
interface Ground {
  readonly places: Places
  readonly state: StoreApi<CanvasState>
  readonly live: LiveStrokes
}

const NOTHING: ReadonlySet<string> = new Set()

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
  /** The strokes of the layer as the picture shows them, or soon will. */
  private readonly known = new Map<string, PlacedInk>()
  private readonly touched = new Set<string>()
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
    this.scene = this.newScene()
    this.picture = this.newPicture(this.scene)
    this.live = new LiveCanvas(parent)
    this.live.resize(state.getState().viewport, this.ratio)
    this.live.resize(state.getState().viewport, this.ratio)
    for (const { id } of places.index.all()) this.touched.add(id)
    this.stops = [
      places.subscribe(({ changed, removed }) => {
        for (const id of changed) this.touched.add(id)
        for (const id of removed) this.touched.add(id)
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
    const dirty = new Set(this.takePreview(preview))
    this.picture.follow(camera, isSettled, cameraAtRest(state))
    this.takeChanges(dirty)
    const { lifted } = this
    if (lifted?.picture) this.workLifted(lifted, lifted.picture, isSettled)
    this.picture.work(this.budget)
    if (lifted?.isLeaving && this.picture.isComplete) this.letGo()
    this.paintLive(now)
    this.budget.end()
    const isComplete = this.picture.isComplete && (this.lifted?.picture?.isComplete ?? true)
    this.parent.toggleAttribute('data-busy', !isComplete)
    if (!isComplete || live.isMoving || this.lifted?.isLeaving) this.ask()
  }

  /** The strokes that show otherwise under the preview that is on now. */
  private takePreview(preview: Preview | null): readonly string[] {
    const before = this.preview
    if (preview === before) return []
    this.preview = preview
    this.scene.preview = preview
    const changed = [...erasedOtherwise(before, preview)]
    if (preview?.kind === 'moved' && this.lifted?.ids === preview.ids && !this.lifted.isLeaving) {
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
    const lifted = LiftedInk.of(ids, step, places, this.kind)
    this.lifted = lifted
    if (lifted === null) return
    if (lifted.isFew) {
      this.picture.redraw(
        lifted.strokes.map(({ box }) => box),
        this.budget,
      )
      return
    }
    const scene = this.newScene()
    scene.shows = id => ids.has(id)
    const inSight = viewOf(this.camera, state.getState().viewport)
    if (
      this.picture.isComplete &&
      this.everything()
        .within(inSight)
        .every(({ id }) => ids.has(id))
    ) {
      // All that is shown is moved: the picture itself is lifted, and the one below is empty.
      lifted.picture = this.picture.with(scene)
      lifted.isReady = true
      this.picture = this.newPicture(this.scene)
      return
    }
    lifted.picture = this.newPicture(scene)
    lifted.picture.visible = false
  }

  /** Paints on what is lifted; then what lies below it, without it; then both are shown. */
  private workLifted(lifted: LiftedInk, picture: Picture, isSettled: boolean): void {
    picture.follow(lifted.seenFrom(this.camera), isSettled)
    picture.work(this.budget)
    if (lifted.isReady || !picture.isComplete) return
    if (picture.visible) {
      lifted.isReady = true
      return
    }
    this.picture.refresh()
    picture.visible = true
    lifted.isReady = true
  }

  /** The hand has let go of what was lifted: what lies where it was dropped needs no painting. */
  private drop(lifted: LiftedInk): void {
    const { picture } = lifted
    const wasDropped = lifted.wasDropped(this.ground.places)
    this.scene.shows = () => true
    if (picture === null || !lifted.isReady || !wasDropped) {
      if (picture === null) for (const { id } of lifted.strokes) this.touched.add(id)
      else this.picture.refresh()
      lifted.step = { x: 0, y: 0 }
      lifted.isLeaving = picture !== null && lifted.isReady
      if (!lifted.isLeaving) this.letGo()
      return
    }
    const isAll = lifted.strokes.length === this.known.size
    for (const { id } of lifted.strokes) this.note(id)
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
  private takeChanges(dirty: Set<string>): void {
    for (const id of this.touched) dirty.add(id)
    this.touched.clear()
    if (dirty.size === 0) return
    const added: PlacedInk[] = []
    const boxes: Box[] = []
    for (const id of dirty) {
      const before = this.known.get(id)
      const after = this.note(id)
      if (before === undefined && after !== null) added.push(after)
      if (before === undefined) continue
      boxes.push(before.box)
      if (after !== null && after.box !== before.box) boxes.push(after.box)
    }
    this.parent.dataset.strokes = String(this.known.size)
    this.parent.style.display = this.known.size === 0 && this.kind === 'highlighter' ? 'none' : ''
    this.lifted?.picture?.redraw(boxes, this.budget)
    this.picture.redraw(boxes, this.budget)
    this.addToPicture(added)
  }

  private addToPicture(added: readonly PlacedInk[]): void {
    if (added.length === 0) return
    const shown = added.filter(({ id }) => this.scene.shows(id))
    const isOnTop = shown.length <= 20 && shown.every(stroke => this.lies(stroke))
    if (isOnTop) this.picture.add(shown, this.budget)
    else
      this.picture.redraw(
        shown.map(({ box }) => box),
        this.budget,
      )
  }

  /** Whether nothing of the layer lies upon a stroke. */
  private lies(stroke: PlacedInk): boolean {
    return this.everything().within(stroke.box).at(-1)?.id === stroke.id
  }

  /** Notes a stroke as it is on the board now; null when it is no longer there. */
  private note(id: string): PlacedInk | null {
    const placed = this.ground.places.get(id)
    if (placed === undefined || placed.element.kind !== this.kind || !isPlacedInk(placed)) {
      this.known.delete(id)
      return null
    }
    this.known.set(id, placed)
    return placed
  }

  private paintLive(now: number): void {
    const view = { camera: this.picture.paintedCamera, ratio: this.ratio }
    const contents = { kind: this.kind, strokes: this.ground.live, changed: this.changedStrokes() }
    if (this.kind === 'highlighter' && contents.strokes.strokes('highlighter').length > 0)
      this.parent.style.display = ''
    this.live.paint(view, contents, this.colors, now)
  }

  /** The strokes of the document that a gesture shows elsewhere or otherwise, one by one. */
  private changedStrokes(): readonly InkInPlace[] {
    const { lifted, preview } = this
    if (lifted?.isFew) {
      const { x, y } = lifted.step
      return lifted.strokes.map(stroke => ({ ...stroke, x: stroke.x + x, y: stroke.y + y }))
    }
    if (preview?.kind !== 'changed') return []
    const changed: InkInPlace[] = []
    for (const element of preview.elements.values()) {
      if (element.kind === this.kind && isInk(element)) changed.push({ element, x: element.x, y: element.y })
    }
    return changed
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

  private everything(): InkScene {
    return this.newScene()
  }

  private newScene(): InkScene {
    return new InkScene(this.ground.places, this.kind, () => this.colors)
  }

  private newPicture(scene: InkScene): Picture {
    return new Picture(scene, this.parent, this.ground.state.getState().viewport, this.ratio)
  }
}
