import type { Box, Camera, Viewport } from '@/lib/canvas'
import type { FrameBudget } from './frame-budget'
import { type Scene, Sheet } from './sheet'
import type { PlacedInk } from './stroke-shapes'

/**
 * The ink of one layer as the camera sees it now: a sheet that is shown, and while that is not sharp, or much of it has
 * changed, another one that is painted behind it and then takes its place. What is shown is never half done.
 */
export class Picture {
  /** What is put into the page: it holds the sheets. */
  readonly element = document.createElement('div')
  private shown: Sheet
  private behind: Sheet | null = null
  private spare: Sheet | null = null
  private camera: Camera = { x: 0, y: 0, zoom: 1 }
  /** The camera to paint for. */
  private goal = this.camera
  private isEmpty = true

  constructor(
    private scene: Scene,
    private viewport: Viewport,
    private ratio: number,
  ) {
    this.shown = this.newSheet()
    this.shown.canvas.style.visibility = 'visible'
  }

  /** Nothing is left to be painted, and what is shown is as sharp as the screen. */
  get isComplete(): boolean {
    return this.behind === null && this.shown.isComplete && this.shown.camera.zoom === this.camera.zoom
  }

  /** The camera as the sheet that is shown has it: up to a fraction of a device px the true one, while it is sharp. */
  get paintedCamera(): Camera {
    return this.shown.camera.zoom === this.camera.zoom ? this.shown.camera : this.camera
  }

  set isVisible(isVisible: boolean) {
    this.element.hidden = !isVisible
  }

  /** From now on it shows another scene, which looks the same so far. */
  with(scene: Scene): this {
    this.scene = scene
    for (const sheet of [this.shown, this.behind, this.spare]) if (sheet !== null) sheet.scene = scene
    return this
  }

  resize(viewport: Viewport, ratio: number): void {
    this.viewport = viewport
    this.ratio = ratio
    this.refresh()
  }

  /**
   * Shows what the camera sees, and paints for where it comes to rest, as far as that is known. `isSettled`: it has stood still
   * since the last frame.
   */
  follow(camera: Camera, isSettled: boolean, rest = camera): void {
    this.camera = camera
    // A glide that only moves is followed like a hand.
    this.goal = rest.zoom === camera.zoom ? camera : rest
    if (this.isEmpty) {
      this.isEmpty = false
      this.shown.begin(this.goal, this.viewport, this.ratio)
      return
    }
    const { goal } = this
    if (this.behind !== null) this.followBehind(this.behind, isSettled || goal !== camera)
    else if (this.shown.camera.zoom !== goal.zoom) this.beginBehind()
    else if (!this.shown.follow(goal)) this.shown.begin(goal, this.viewport, this.ratio)
    if (this.behind !== null && this.shown.camera.zoom === camera.zoom) this.shown.follow(camera)
    this.lay()
  }

  /** Has everything painted anew, behind what is shown. */
  refresh(): void {
    if (this.isEmpty) return
    this.beginBehind()
  }

  /** Paints on, as far as the budget goes. */
  work(budget: FrameBudget): void {
    if (this.behind === null) {
      this.shown.work(budget)
      return
    }
    this.behind.work(budget)
    if (this.behind.isComplete) this.swap()
  }

  add(strokes: readonly PlacedInk[], budget: FrameBudget): void {
    if (this.isEmpty) return
    this.shown.add(strokes, budget)
    this.behind?.add(strokes, budget)
  }

  /** Shows anew what lies in these parts of the world. */
  redraw(boxes: readonly Box[], budget: FrameBudget): void {
    if (this.isEmpty || boxes.length === 0) return
    const isDone = this.shown.redraw(boxes, budget) && (this.behind?.redraw(boxes, budget) ?? true)
    if (!isDone) this.beginBehind()
  }

  /** All of its ink was moved on the board by a step, as the picture was on the screen. */
  rebase(step: { readonly x: number; readonly y: number }): void {
    const moved = (camera: Camera) => ({ ...camera, x: camera.x + step.x, y: camera.y + step.y })
    this.shown.rebase(moved(this.shown.camera))
    this.behind?.rebase(moved(this.behind.camera))
    this.camera = moved(this.camera)
    this.goal = moved(this.goal)
  }

  /** Lays what another picture shows upon this one, until it is painted anew. */
  stamp(other: Picture): void {
    this.shown.stamp(other.shown)
    this.beginBehind()
  }

  remove(): void {
    this.element.remove()
    for (const sheet of [this.shown, this.behind, this.spare]) sheet?.release()
  }

  private followBehind(behind: Sheet, isGoalKnown: boolean): void {
    // While the zoom goes on, a sheet that is nearly right soon is worth more than one that is right too late.
    const isOff = behind.camera.zoom !== this.goal.zoom
    if (isOff ? isGoalKnown : !behind.follow(this.goal)) behind.begin(this.goal, this.viewport, this.ratio)
  }

  private beginBehind(): void {
    this.behind ??= this.spare ?? this.newSheet()
    this.spare = null
    this.behind.begin(this.goal, this.viewport, this.ratio)
  }

  private swap(): void {
    if (this.behind === null) return
    this.spare = this.shown
    this.shown = this.behind
    this.behind = null
    this.shown.canvas.style.visibility = 'visible'
    this.spare.canvas.style.visibility = 'hidden'
    this.lay()
  }

  /** Puts the shown sheet where the camera sees it: scaled, while it is one of another zoom. */
  private lay(): void {
    const { canvas, camera } = this.shown
    const scale = this.camera.zoom / camera.zoom
    const [x, y] = [camera.x - this.camera.x, camera.y - this.camera.y].map(way => way * this.camera.zoom)
    canvas.style.width = `${canvas.width / this.ratio}px`
    canvas.style.height = `${canvas.height / this.ratio}px`
    canvas.style.transform = scale === 1 ? '' : `translate(${x}px, ${y}px) scale(${scale})`
  }

  private newSheet(): Sheet {
    const sheet = new Sheet(this.scene)
    const { style } = sheet.canvas
    style.position = 'absolute'
    style.top = '0'
    style.left = '0'
    style.transformOrigin = '0 0'
    style.visibility = 'hidden'
    this.element.append(sheet.canvas)
    return sheet
  }
}
