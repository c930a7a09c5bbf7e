import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import { fetchPart } from './fetch-part'
import { whenIdle } from './when-idle'

/** Parts that nobody has needed yet. */
const later = new Set<() => Promise<unknown>>()

/** A part of the page that is not there from the beginning. */
export type LazyPart<Props> = LazyExoticComponent<ComponentType<Props>> & {
  /** Fetches it now: it will be shown in a moment. */
  readonly fetchAhead: () => void
}

/** A part of the page that is fetched when it is first shown, or before that, when the page has nothing else to do. */
export function lazyPart<Props>(load: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  let fetched: Promise<ComponentType<Props>> | null = null
  const fetch = () => {
    later.delete(fetch)
    fetched ??= fetchPart(load)
    return fetched
  }
  later.add(fetch)
  return Object.assign(
    lazy(async () => ({ default: await fetch() })),
    { fetchAhead: () => void fetch().catch(() => {}) }, // whoever shows it says so
  )
}

/**
 * Fetches what has not been needed yet, one part after the other, whenever the page is idle: whatever is opened later opens
 * without a network too. Returns the way to stop.
 */
export function fetchLaterParts(): () => void {
  let isStopped = false
  const next = whenIdle(async () => {
    const [fetch] = later
    await fetch?.().catch(() => {}) // whoever shows it says so
    if (later.size > 0 && !isStopped) next()
  })
  next()
  return () => {
    isStopped = true
    next.cancel()
  }
}
