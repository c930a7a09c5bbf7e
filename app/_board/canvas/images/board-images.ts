import type { Answer } from '../../browser/api'

/** What can be shown of an image now. */
export type ImageLook =
  | { readonly state: 'loading' }
  | { readonly state: 'shown'; readonly url: string }
  | { readonly state: 'failed'; readonly words: string }

/** What the images of a board are fetched and shown with. */
export interface ImageSource {
  /** The image under a hash, from the server. */
  load(hash: string): Promise<Answer<Blob>>
  /** A URL under which this page shows the image; null when it cannot be decoded. */
  show(image: Blob): Promise<string | null>
  /** The image under the URL is not shown any more. */
  hide(url: string): void
  /** Calls back after so many ms; returns the way to stop it. */
  after(delay: number, callback: () => void): () => void
}

/** How long to wait before an image is asked for again that the server could not give just now, in ms. */
const AGAIN_AFTER = [2_000, 5_000, 15_000, 60_000] as const

const LOADING: ImageLook = { state: 'loading' }
const DAMAGED = 'This image is damaged and cannot be shown.'

/** The images that a page shows of its board: each is fetched once, when it is first looked at, and kept until the page closes. */
export class BoardImages {
  private readonly looks = new Map<string, ImageLook>()
  private readonly listeners = new Set<(hash: string) => void>()
  private readonly waiting = new Set<() => void>()
  private isClosed = false

  constructor(private readonly source: ImageSource) {}

  /** What can be shown of an image now; asks for it when nobody has. */
  look(hash: string): ImageLook {
    const known = this.looks.get(hash)
    if (known !== undefined) return known
    this.looks.set(hash, LOADING)
    void this.load(hash, 0)
    return LOADING
  }

  /** Calls `listener` when something else can be shown of an image; returns the way to stop it. */
  subscribe(listener: (hash: string) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Shows an image under its hash that this page has itself just sent. */
  async keep(hash: string, image: Blob): Promise<void> {
    if (this.looks.get(hash)?.state !== 'shown') await this.show(hash, image)
  }

  close(): void {
    this.isClosed = true
    for (const stop of this.waiting) stop()
    for (const look of this.looks.values()) if (look.state === 'shown') this.source.hide(look.url)
    this.looks.clear()
  }

  private async load(hash: string, failures: number): Promise<void> {
    const answer = await this.source.load(hash)
    if (this.isClosed) return
    if (answer.ok) return this.show(hash, answer.value)
    this.note(hash, { state: 'failed', words: answer.message })
    // A server that says no will say so again; one that does not answer, or has trouble, may come back.
    const mayChange = answer.status === null || answer.status === 429 || answer.status >= 500
    if (!mayChange) return
    const delay = AGAIN_AFTER[Math.min(failures, AGAIN_AFTER.length - 1)]
    const stop = this.source.after(delay, () => {
      this.waiting.delete(stop)
      void this.load(hash, failures + 1)
    })
    this.waiting.add(stop)
  }

  private async show(hash: string, image: Blob): Promise<void> {
    const url = await this.source.show(image)
    if (url === null) return this.note(hash, { state: 'failed', words: DAMAGED })
    if (this.isClosed) this.source.hide(url)
    else this.note(hash, { state: 'shown', url })
  }

  private note(hash: string, look: ImageLook): void {
    if (this.isClosed) return
    const before = this.looks.get(hash)
    if (before?.state === 'shown') {
      if (look.state === 'shown') this.source.hide(look.url) // It came from the server and from here at once.
      return
    }
    this.looks.set(hash, look)
    for (const listener of [...this.listeners]) listener(hash)
  }
}
