'use client'

import { type RefObject, Suspense, useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { openAnnotations } from '@/lib/board'
import { useBoardScope } from '../board-scope'
import { useDeriving } from '../derivation/use-deriving'
import { ExportHost } from '../export/ExportHost'
import { lazyPart } from '../interface/lazy-part'
import { Note, useNote } from '../interface/Note'
import { useSight } from './camera/use-sight'
import { type CanvasScope, CanvasScopeProvider } from './canvas-scope'
import { useClipboard } from './clipboard/use-clipboard'
import { useCommandKeys } from './commands/use-command-keys'
import { ContextMenuHost } from './context-menu/ContextMenuHost'
import { useContextMenu } from './context-menu/use-context-menu'
import { Grid } from './grid/Grid'
import { useBoardImages } from './images/use-board-images'
import { useIncomingImages } from './images/use-incoming-images'
import { Ink } from './ink/Ink'
import { useOthersInk } from './ink/use-others-ink'
import { Minimap } from './minimap/Minimap'
import { OthersEdits } from './others/OthersEdits'
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
import { FramesLayer } from './shapes/FramesLayer'
import { FrameTitleField } from './shapes/FrameTitleField'
import { HeldLight } from './shapes/HeldLight'
import { ShapesLayer } from './shapes/ShapesLayer'
import { EraserBar } from './toolbar/EraserBar'
import { StyleBar } from './toolbar/StyleBar'
import { Toolbar } from './toolbar/Toolbar'
import { ZoomControls } from './toolbar/ZoomControls'
import { usePlaceKey } from './tools/use-place-key'
import { useAnnotationProblems } from './use-annotation-problems'
import { useCanvasStore } from './use-canvas-state'
import { WordsLayer } from './words/WordsLayer'

const Comments = lazyPart(() => import('../comments/Comments').then(m => m.Comments))

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
  places: { bar, canvas, window, below, words, above, chain },
}: {
  places: CanvasPlaces
}) {
  const scope = useBoardScope()
  const { link, board, undo, session, presences, announce, readOnly, mayAnnotate } = scope
  const state = useCanvasStore()
  const [note, tell] = useNote()
  const annotations = useMemo(() => openAnnotations(board), [board])
  const [places] = useState(() => new Places(annotations))
  useEffect(() => places.follow(), [places])
  const images = useBoardImages()
  const stage = useMemo<CanvasScope>(
    () => ({
      link,
      board,
      undo,
      session,
      presences,
      announce,
      readOnly,
      mayAnnotate,
      annotations,
      places,
      images,
      state,
      tell,
    }),
    [
      link,
      board,
      undo,
      session,
      presences,
      announce,
      readOnly,
      mayAnnotate,
      annotations,
      places,
      images,
      state,
      tell,
    ],
  )
  useQuantityPlaces(places, chain)
  useSight(state, window, chain)
  useWheel(canvas, state)
  usePointers(canvas, stage)
  useContextMenu(canvas, stage)
  useIncomingImages(canvas, stage)
  usePlaceKey(stage)
  useOthersInk(stage)
  useCommandKeys(stage)
  useClipboard(canvas, stage)
  useSelection(stage)
  useAnnotationProblems(stage)
  useDeriving(stage)

  return (
    <CanvasScopeProvider value={stage}>
      {createPortal(<Toolbar />, bar)}
      {createPortal(
        <>
          <Grid />
          <FramesLayer />
          <Ink kind="highlighter" />
          <ShapesLayer />
        </>,
        below,
      )}
      {createPortal(<Ink kind="pen" />, above)}
      {createPortal(<FrameTitleField />, words)}
      <WordsLayer world={words} above={above} />
      {createPortal(
        <>
          <HeldLight />
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
          <EraserBar />
          <Minimap chain={chain} />
          <ZoomControls />
          <ContextMenuHost />
        </>,
        canvas,
      )}
      <Suspense>
        <Comments canvas={canvas} above={above} />
      </Suspense>
      <OthersEdits />
      <CanvasDialogs />
      <ExportHost />
      <Note words={note} />
    </CanvasScopeProvider>
  )
}
