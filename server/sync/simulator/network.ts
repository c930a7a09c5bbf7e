import type { Clock } from '@/lib/connection'
import { type Guest, Link } from './link'
import type { Random } from './random'
import type { Trace } from './trace'

/** Who takes connections at the other end of the network; null while nobody does. */
export interface Listener {
  readonly clock: Clock
  accept(link: Link): void
}

/** Who sees what the server takes and gives. */
export interface Watcher {
  received(link: Link, frame: Uint8Array): void
  sent(link: Link, frame: Uint8Array): void
  ended(link: Link): void
}

/** Connections in memory, each with a delay of its own. */
export class Network {
  listener: Listener | null = null
  /** Whether nobody reaches the server. */
  isDown = false
  /** Multiplies every delay. */
  slowness = 1
  opened = 0
  private links: Link[] = []

  constructor(
    readonly clock: Clock,
    private readonly random: Random,
    readonly trace: Trace,
    readonly watcher: Watcher,
  ) {}

  connect(guest: Guest, url: string, protocols: readonly string[]): Link {
    const usual = this.random.pick([1, 5, 20, 80, 200])
    const delay = () => this.slowness * usual * this.random.between(0.5, 1.5)
    const boardId = url.slice(url.lastIndexOf('/') + 1)
    const link = new Link(`${guest.name}#${++this.opened}`, boardId, protocols, guest, this, delay)
    this.links = [...this.links.filter(other => !other.isOver), link]
    return link
  }

  get alive(): readonly Link[] {
    return this.links.filter(link => link.isAlive)
  }

  loseServer(isSilent: boolean): void {
    for (const link of this.links) link.loseServer(isSilent)
  }
}
