import type { Role } from '@/lib/protocol'

/** How many rooms are resident, and how many connections of each role are in them. */
export interface Census {
  readonly rooms: number
  readonly connections: Readonly<Record<Role, number>>
}

/** What the server counts while it works. Boards, secrets and addresses are never told to it. */
export interface Metrics {
  /** Asks `census` whenever somebody looks at the metrics. */
  watchRooms(census: () => Census): void
  /** A frame of so many bytes came from a connection. */
  frameReceived(bytes: number): void
  /** A frame of so many bytes was sent on a connection. */
  frameSent(bytes: number): void
  /** The guard let an update of so many bytes through. */
  updateTaken(bytes: number): void
  /** A tick of all rooms begins; its end, when the last frame is out, is told by calling the answer. */
  tickBegins(): () => void
  /** A commit to the log begins; its end is told by calling the answer. */
  commitBegins(): () => void
  /** Somebody was refused. `reason` is a close code, or one of a few fixed words: never what a client sent. */
  refused(reason: Refusal): void
  /** An HTTP request was answered. */
  answered(route: RouteClass, status: number): void
}

/** A close code of the sync endpoint, or what ends without one. */
export type Refusal =
  | number
  /** An update that was not taken while its connection went on. */
  | 'denied'
  /** An upgrade from a page of another site. */
  | 'foreign origin'
  /** An upgrade beyond what one address may open. */
  | 'too many connections'

/** What a path is for. The paths themselves hold ids of boards. */
export type RouteClass = 'api' | 'operations' | 'board' | 'asset' | 'page'

/** Counts nothing, where nobody looks. */
export const NO_METRICS: Metrics = {
  watchRooms: () => {},
  frameReceived: () => {},
  frameSent: () => {},
  updateTaken: () => {},
  tickBegins: () => () => {},
  commitBegins: () => () => {},
  refused: () => {},
  answered: () => {},
}
