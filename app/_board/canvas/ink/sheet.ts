import { type Box, type Camera, expanded, type Viewport } from '@/lib/canvas'
import type { FrameBudget } from './frame-budget'
import type { Context, InkView } from './paint-stroke'
import type { PlacedInk } from './stroke-shapes'

/** What a sheet shows. */
export interface Scene {
  /** The strokes that may show in a part of the world, from the bottom to the top. */
  within(box: Box): readonly PlacedInk[]
  /** Paints one of them, at the latest with `end`; returns what it costs, in points. */
  paint(context: Context, view: InkView, stroke: PlacedInk): number
  /** Paints what was put off. */
  end(context: Context): void
}

/** A rectangle of the sheet, in device px. */
interface Patch {
  x: number
  y: number
  readonly width: number
  readonly height: number
}

/** A patch that is still to be painted, and how far that has come. */
interface Job {
  readonly patch: Patch
  /** What is there has to go before. */
  clears: boolean
  strokes: readonly PlacedInk[] | null
  next: number
}

/** So many strokes are painted at once; beyond, the caller had better paint another sheet behind this one. */
const FEW = 600

/**
 * A bitmap of ink as one camera sees it. When the camera moves, what is there moves with it, and only what came newly into
 * sight is painted, in pieces, as far as the frame's budget goes.
 */
export class Sheet {
  readonly canvas: HTMLCanvasElement = document.createElement('canvas')
  camera: Camera = { x: 0, y: 0, zoom: 1 }
  private readonly context: Context
  private ratio = 1
  private jobs: Job[] = []
  /** Nothing was painted since it was cleared. */
  private isBlank = true

  constructor(public scene: Scene) {
    const context = this.canvas.getContext('2d')
    if (context === null) throw new Error('This browser gives no canvas to draw on.')
    this.context = context
  }

  /** Begins anew for a camera: all of it is to be painted. */
  begin(camera: Camera, { width, height }: Viewport, ratio: number): void {
    const [wide, high] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))]
    if (this.canvas.width !== wide || this.canvas.height !== high) {
      this.canvas.width = wide // Also clears it.
      this.canvas.height = high
      this.context.lineCap = 'round'
      this.context.lineJoin = 'round'
    } else if (!this.isBlank) {
      this.clear({ x: 0, y: 0, width: wide, height: high })
    }
    this.isBlank = true
    this.camera = camera
    this.ratio = ratio
    this.jobs = [{ patch: this.whole, clears: false, strokes: null, next: 0 }]
  }

  get isComplete(): boolean {
    return this.jobs.length === 0
  }

  /**
   * Follows a camera of the same zoom by whole device px, so that nothing blurs. Returns false when nothing of what is
   * painted would stay in sight.
   */
  follow({ x, y }: Camera): boolean {
    const scale = this.camera.zoom * this.ratio
    const right = Math.round((this.camera.x - x) * scale)
    const down = Math.round((this.camera.y - y) * scale)
    if (right === 0 && down === 0) return true
    const { width, height } = this.canvas
    if (Math.abs(right) >= width || Math.abs(down) >= height) return false
    this.camera = { ...this.camera, x: this.camera.x - right / scale, y: this.camera.y - down / scale }
    this.shift(right, down)
    for (const { patch } of this.jobs) {
      patch.x += right
      patch.y += down
    }
    this.jobs = this.jobs.filter(({ patch }) => this.isInSight(patch))
    if (right !== 0) this.expose({ x: right > 0 ? 0 : width + right, y: 0, width: Math.abs(right), height })
    if (down !== 0) this.expose({ x: 0, y: down > 0 ? 0 : height + down, width, height: Math.abs(down) })
    return true
  }

  /** The sheet is as before, and what it shows lies elsewhere: it was moved as it is. */
  rebase(camera: Camera): void {
    this.camera = camera
  }

  /** Paints what is left to do, as far as the budget goes. */
  work(budget: FrameBudget): void {
    while (this.jobs.length > 0 && !budget.isSpent) {
      const job = this.jobs[0]
      job.strokes ??= this.scene.within(this.worldOf(job.patch))
      this.paintJob(job, budget)
      if (job.next < job.strokes.length) return
      this.jobs.shift()
    }
  }

  /** Paints strokes that lie on top of all others. */
  add(strokes: readonly PlacedInk[], budget: FrameBudget): void {
    for (const stroke of strokes) budget.spend(this.scene.paint(this.context, this.view, stroke))
    this.scene.end(this.context)
    this.isBlank = false
    if (this.jobs.length > 0) this.jobs.push({ patch: this.whole, clears: false, strokes, next: 0 })
  }

  /** Paints parts of the world anew, at once. Returns false, and does nothing, when that is more than fits in a frame. */
  redraw(boxes: readonly Box[], budget: FrameBudget): boolean {
    const patches = boxes.map(box => this.patchOf(box)).filter(patch => this.isInSight(patch))
    if (patches.length > FEW) return false
    const jobs: Job[] = []
    let count = 0
    for (const patch of patches) {
      const strokes = this.scene.within(this.worldOf(patch))
      count += strokes.length
      if (count > FEW) return false
      jobs.push({ patch, clears: true, strokes, next: 0 })
    }
    for (const job of jobs) this.paintJob(job, null, budget)
    // What is still to be painted was looked up before this change.
    if (this.jobs.length > 0)
      for (const { patch } of jobs) this.jobs.push({ patch, clears: true, strokes: null, next: 0 })
    return true
  }

  /** Lays another sheet of the same zoom upon this one. */
  stamp(other: Sheet): void {
    const scale = this.camera.zoom * this.ratio
    this.context.setTransform(1, 0, 0, 1, 0, 0)
    this.context.drawImage(
      other.canvas,
      Math.round((other.camera.x - this.camera.x) * scale),
      Math.round((other.camera.y - this.camera.y) * scale),
    )
    this.isBlank = false
  }

  /** Gives its memory back. */
  release(): void {
    this.canvas.width = 0
    this.canvas.height = 0
    this.jobs = []
  }

  private get view(): InkView {
    return { camera: this.camera, ratio: this.ratio }
  }

  private get whole(): Patch {
    return { x: 0, y: 0, width: this.canvas.width, height: this.canvas.height }
  }

  private paintJob(job: Job, limit: FrameBudget | null, budget = limit): void {
    const { context, view } = this
    const { patch, strokes } = job
    if (job.clears) this.clear(patch)
    job.clears = false
    if (strokes === null || strokes.length === 0) return
    this.isBlank = false
    const { width, height } = this.canvas
    const isWhole = patch.x === 0 && patch.y === 0 && patch.width === width && patch.height === height
    if (!isWhole) {
      context.save()
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.beginPath()
      context.rect(patch.x, patch.y, patch.width, patch.height)
      context.clip()
    }
    while (job.next < strokes.length && !limit?.isSpent) {
      const cost = this.scene.paint(context, view, strokes[job.next++])
      budget?.spend(cost)
    }
    this.scene.end(context)
    if (!isWhole) context.restore()
  }

  /** Has what came newly into sight painted as soon as there is time. */
  private expose(patch: Patch): void {
    this.clear(patch)
    this.jobs.push({ patch, clears: false, strokes: null, next: 0 })
  }

  private clear({ x, y, width, height }: Patch): void {
    this.context.setTransform(1, 0, 0, 1, 0, 0)
    this.context.clearRect(x, y, width, height)
  }

  private shift(right: number, down: number): void {
    if (this.isBlank) return
    const { context } = this
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.globalCompositeOperation = 'copy'
    context.drawImage(this.canvas, right, down)
    context.globalCompositeOperation = 'source-over'
  }

  private worldOf({ x, y, width, height }: Patch): Box {
    const scale = this.camera.zoom * this.ratio
    const [minX, minY] = [this.camera.x + x / scale, this.camera.y + y / scale]
    return { minX, minY, maxX: minX + width / scale, maxY: minY + height / scale }
  }

  /** The device px that a part of the world touches. */
  private patchOf(box: Box): Patch {
    const scale = this.camera.zoom * this.ratio
    const { minX, minY, maxX, maxY } = expanded(box, 1.5 / scale)
    const x = Math.max(0, Math.floor((minX - this.camera.x) * scale))
    const y = Math.max(0, Math.floor((minY - this.camera.y) * scale))
    const right = Math.min(this.canvas.width, Math.ceil((maxX - this.camera.x) * scale))
    const bottom = Math.min(this.canvas.height, Math.ceil((maxY - this.camera.y) * scale))
    return { x, y, width: right - x, height: bottom - y }
  }

  private isInSight({ x, y, width, height }: Patch): boolean {
    const isSome = width > 0 && height > 0
    return isSome && x < this.canvas.width && y < this.canvas.height && x + width > 0 && y + height > 0
  }
}
