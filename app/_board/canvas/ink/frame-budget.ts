/** What a frame may cost the page all in all, in ms: at 60 a second this leaves a third for what comes by surprise … */
const MOVING_MS = 9
/** … and less of it while nothing moves, so that the picture is complete sooner. */
const STILL_MS = 12.5
const LEAST = 400
const MOST = 200_000

/**
 * How many points may be painted in one frame. A canvas puts off what it is told to paint until the frame ends, so what
 * painting costs shows only when the frame is over: it is measured then, and the next frame is given more or less.
 */
export class FrameBudget {
  private share = 6_000
  private left = 0
  private begun = 0
  private frameMs = MOVING_MS
  private isMeasuring = false
  private readonly channel = new MessageChannel()

  constructor() {
    this.channel.port1.onmessage = () => this.adapt(performance.now() - this.begun)
  }

  begin(isStill: boolean): void {
    this.frameMs = isStill ? STILL_MS : MOVING_MS
    this.left = this.share
    this.begun = performance.now()
  }

  spend(points: number): void {
    this.left -= points
  }

  /** Nothing is left for this frame: paint on in the next one. */
  get isSpent(): boolean {
    return this.left <= 0 || performance.now() - this.begun > this.frameMs
  }

  /** Ends the painting of a frame; a message is delivered once the frame has been handed to the screen. */
  end(): void {
    if (this.left === this.share || this.isMeasuring) return
    this.isMeasuring = true
    this.channel.port2.postMessage(null)
  }

  close(): void {
    this.channel.port1.close()
  }

  private adapt(ms: number): void {
    this.isMeasuring = false
    if (ms > this.frameMs) this.share = Math.max(LEAST, this.share * Math.max(0.5, this.frameMs / ms))
    else if (this.left <= 0 && ms < 0.8 * this.frameMs)
      this.share = Math.min(MOST, this.share * Math.min(2, (0.9 * this.frameMs) / ms))
  }
}
