'use client'

import { lazy, type RefObject, Suspense, useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { openAnnotations } from '@/lib/board'
import { useBoardScope } from '../board-scope'
import { Note, useNote } from '../interface/Note'
import { useSight } from './camera/use-sight'
import { type CanvasScope, CanvasScopeProvider } from './canvas-scope'
import { Grid } from './grid/Grid'
import { Minimap } from './minimap/Minimap'
import { Cursors } from './overlay/Cursors'
import { Places } from './places/places'
import { useQuantityPlaces } from './places/use-quantity-places'
import { usePointers } from './pointers/use-pointers'
import { useWheel } from './pointers/use-wheel'
import { StyleBar } from './toolbar/StyleBar'
import { Toolbar } from './toolbar/Toolbar'
import { ZoomControls } from './toolbar/ZoomControls'
import { useCanvasStore } from './use-canvas-state'

const Comments = lazy(() => import('../comments/Comments').then(m => ({ default: m.Comments })))

/** Where the parts of the canvas go, from the frame. */
export interface CanvasPlaces {
  readonly bar: HTMLElement
  readonly canvas: HTMLElement
  /** What the browser may scroll, and what is in sight. */
  readonly window: RefObject<HTMLElement | null>
  /** Under the chain, over it in the world, and over everything. */
  readonly below: HTMLElement
  readonly words: HTMLElement
  readonly above: HTMLElement
  readonly chain: RefObject<HTMLElement | null>
}

/** Everything on the canvas beside the chain: what people put there, and their tools. */
export function CanvasParts({
  places: { bar, canvas, window, below, above, chain },
}: {
  places: CanvasPlaces
}) {
  const scope = useBoardScope()
  const { board, undo, session, presences, announce, readOnly, mayAnnotate } = scope
  const state = useCanvasStore()
  const [note, tell] = useNote()
  const annotations = useMemo(() => openAnnotations(board), [board])
  const [places] = useState(() => new Places(annotations))
  useEffect(() => places.follow(), [places])
  const stage = useMemo<CanvasScope>(
    () => ({
      board,
      undo,
      session,
      presences,
      announce,
      readOnly,
      mayAnnotate,
      annotations,
      places,
      state,
      tell,
    }),
    [board, undo, session, presences, announce, readOnly, mayAnnotate, annotations, places, state, tell],
  )
  useQuantityPlaces(places, chain)
  useSight(state, window, chain)
  useWheel(canvas, state)
  usePointers(canvas, stage)

  return (
    <CanvasScopeProvider value={stage}>
      {createPortal(<Toolbar />, bar)}
      {createPortal(<Grid />, below)}
      {createPortal(<Cursors />, above)}
      {createPortal(
        <>
          <StyleBar />
          <Minimap chain={chain} />
          <ZoomControls chain={chain} />
        </>,
        canvas,
      )}
      <Suspense>
        <Comments canvas={canvas} above={above} />
      </Suspense>
      <Note words={note} />
    </CanvasScopeProvider>
  )
}
