'use client'

import { type RefObject, useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { openAnnotations } from '@/lib/board'
import { useBoardScope } from '../board-scope'
import { Note, useNote } from '../interface/Note'
import { useSight } from './camera/use-sight'
import { type CanvasScope, CanvasScopeProvider } from './canvas-scope'
import { useClipboard } from './clipboard/use-clipboard'
import { useCommandKeys } from './commands/use-command-keys'
import { Grid } from './grid/Grid'
import { Minimap } from './minimap/Minimap'
import { AnnotationList } from './overlay/AnnotationList'
import { Cursors } from './overlay/Cursors'
import { SelectionOverlay } from './overlay/SelectionOverlay'
import { CanvasDialogs } from './palette/CanvasDialogs'
import { Places } from './places/places'
import { useQuantityPlaces } from './places/use-quantity-places'
import { usePointers } from './pointers/use-pointers'
import { useWheel } from './pointers/use-wheel'
import { useSelection } from './selection/use-selection'
import { SelectionBar } from './selection-bar/SelectionBar'
import { StyleBar } from './toolbar/StyleBar'
import { Toolbar } from './toolbar/Toolbar'
import { ZoomControls } from './toolbar/ZoomControls'
import { useCanvasStore } from './use-canvas-state'

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
  useCommandKeys(stage)
  useClipboard(canvas, stage)
  useSelection(stage)

  return (
    <CanvasScopeProvider value={stage}>
      {createPortal(<Toolbar />, bar)}
      {createPortal(<Grid />, below)}
      {createPortal(
        <>
          <SelectionOverlay />
          <AnnotationList />
          <Cursors />
        </>,
        above,
      )}
      {createPortal(
        <>
          <StyleBar />
          <SelectionBar />
          <Minimap chain={chain} />
          <ZoomControls />
        </>,
        canvas,
      )}
      <CanvasDialogs />
      <Note words={note} />
    </CanvasScopeProvider>
  )
}
