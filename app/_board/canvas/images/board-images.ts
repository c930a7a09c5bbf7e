import type { Answer } from '../../browser/api'
import type { StoredImage } from './image-api'

/** What can be shown of an image now. */
export type ImageLook =
  | { readonly state: 'loading' }
  | { readonly state: 'shown'; readonly url: string }
  | { readonly state: 'failed'; readonly words: string }

/** What the images of a board are fetched and shown with. */
export interface ImageSource {
  /** The image under a hash, from the server. */
  load(hash: string): Promise<Answer<Blob>>
  /** Gives an image to the server. */
  send(image: Blob): Promise<Answer<StoredImage>>
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
  /** Another one after every close: what was asked for before counts for nothing. */
  private visit = 0

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

  /** Puts an image among those of the board. It can be shown at once, without being fetched. */
  async send(image: Blob): Promise<Answer<StoredImage>> {
    const answer = await this.source.send(image)
    if (answer.ok && this.looks.get(answer.value.hash)?.state !== 'shown') {
      await this.show(answer.value.hash, image)
    }
    return answer
  }

  /** Gives back what is held. Whoever looks again begins anew. */
  close(): void {
    this.visit++
    for (const stop of this.waiting) stop()
    this.waiting.clear()
    for (const look of this.looks.values()) if (look.state === 'shown') this.source.hide(look.url)
    this.looks.clear()
  }

  private async load(hash: string, failures: number): Promise<void> {
    const { visit } = this
    const answer = await this.source.load(hash)
    if (visit !== this.visit) return
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
    const { visit } = this
    const url = await this.source.show(image)
    const isShownAlready = this.looks.get(hash)?.state === 'shown' // It came from the server and from here at once.
    if (visit === this.visit && !isShownAlready) {
      this.note(hash, url === null ? { state: 'failed', words: DAMAGED } : { state: 'shown', url })
    } else if (url !== null) this.source.hide(url)
  }

  private note(hash: string, look: ImageLook): void {
    this.looks.set(hash, look)
    for (const listener of [...this.listeners]) listener(hash)
  }
}
