'use client'

import { type ReactNode, useLayoutEffect, useMemo, useRef } from 'react'
import type { ThreadPlace } from '@/lib/board'
import { useCanvas } from '../canvas/canvas-scope'
import { useScreenPlaces } from '../canvas/overlay/use-screen-places'
import { useCanvasState } from '../canvas/use-canvas-state'
import { useComments } from './comments-scope'
import { Pin } from './Pin'
import styles from './Pins.module.css'
import { type PinPlace, usePinPlaces } from './use-pin-places'

/** The threads on the board: those that are not resolved, and the one that is open. The list of comments names them all. */
export function Pins({ onOpenPin }: { onOpenPin: (pin: HTMLElement | null) => void }) {
  const { places } = useCanvas()
  const { threads } = useComments()
  const commenting = useCanvasState(each => each.commenting)
  const openId = commenting?.kind === 'thread' ? commenting.id : null
  const begun = commenting?.kind === 'new' ? commenting.place : null
  const layer = useRef<HTMLDivElement>(null)
  const shown = useMemo(
    () => threads.filter(({ id, resolved }) => resolved === null || id === openId),
    [threads, openId],
  )
  const all = useMemo<readonly ThreadPlace[]>(
    () => (begun === null ? shown : [...shown, begun]),
    [shown, begun],
  )
  const pinPlaces = usePinPlaces(all, places)
  useScreenPlaces(layer, pinPlaces)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another pin is open, or it is there now
  useLayoutEffect(() => {
    onOpenPin(layer.current?.querySelector<HTMLElement>('[data-open]') ?? null)
  }, [commenting, shown, onOpenPin])

  return (
    <div ref={layer} className={styles.pins}>
      {shown.map((thread, i) => (
        <Spot key={thread.id} at={pinPlaces[i]}>
          <Pin thread={thread} isOpen={thread.id === openId} />
        </Spot>
      ))}
      {begun && (
        <Spot key="new" at={pinPlaces[shown.length]}>
          <span className={styles.pin} data-open data-new />
        </Spot>
      )}
    </div>
  )
}

/** A place of the world, from which `useScreenPlaces` reads it. */
function Spot({ at, children }: { at: PinPlace | undefined; children: ReactNode }) {
  return (
    <span className={styles.place} data-x={at?.x} data-y={at?.y} style={{ marginLeft: at?.beside }}>
      {children}
    </span>
  )
}
