'use client'

import { Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { type Board, derive, isSeeded } from '@/lib/board'
import type { Role } from '@/lib/protocol'
import { BoardScopeProvider } from '../board-scope'
import { rememberBoard, visitedBoards } from '../browser/visited'
import { CanvasParts } from '../canvas/CanvasFrame'
import { lazyPart } from '../interface/lazy-part'
import { useLasting } from '../interface/use-lasting'
import { mayAnnotateIn, readOnlyFor } from '../read-only'
import { SafeModeLink } from '../safe/SafeModeLink'
import type { SessionStore } from '../session'
import { useNewOwnerLink } from '../share/use-new-owner-link'
import { useSteadyStatus } from '../status/use-connection-status'
import { BoardPage } from './BoardPage'
import type { BoardVisit } from './board-visit'
import { Notice } from './Notice'
import { Opening } from './Opening'
import type { LiveBoard } from './open-live-board'
import { useBoardVisit } from './use-board-visit'

const RemovedNotice = lazyPart(() => import('../removal/RemovedNotice').then(m => m.RemovedNotice))

interface Props {
  boardId: string
  secret: string
}

/** A board whose link is complete: opens it, and shows it as soon as its content is there. */
export function OpenBoard({ boardId, secret }: Props) {
  const visit = useBoardVisit(boardId, secret)
  // While the content is on its way there is time for what shows it.
  useEffect(() => CanvasParts.fetchAhead(), [])
  return visit ? <Visited visit={visit} boardId={boardId} secret={secret} /> : <Opening />
}

function Visited({ visit, boardId, secret }: Props & { visit: BoardVisit }) {
  const { live, isRemoved, failure } = useStore(visit.store)
  if (failure !== null) throw failure.error // for the boundary around the page
  if (isRemoved) {
    return (
      <Suspense fallback={<Opening words="The board is deleted." />}>
        <RemovedNotice />
      </Suspense>
    )
  }
  if (live === null) return <Opening />
  // A board that was opened anew has nothing of the one before it, on the screen neither.
  return <Opened key={live.board.doc.guid} visit={visit} live={live} boardId={boardId} secret={secret} />
}

function Opened({ visit, live, boardId, secret }: Props & { visit: BoardVisit; live: LiveBoard }) {
  const { board, connection } = live
  const status = useSteadyStatus(connection)
  const title = useSyncExternalStore(
    board.subscribe,
    () => board.model().title,
    () => '',
  )
  const role = useRole(boardId, secret, status.role)
  useNewOwnerLink(boardId, secret, status.refusal !== null)
  const hasContent = status.everSynced || isSeeded(board.doc)
  const readOnly = readOnlyFor(role, status.phase)
  const isWaiting = useWaitsForRun(board, live.session)
  const mayEdit = readOnly === null && !isWaiting
  const mayAnnotate = mayAnnotateIn(role, status.phase)

  const scope = useMemo(
    () => ({
      link: { boardId, secret },
      board,
      undo: live.undo,
      session: live.session,
      presences: live.presences,
      announce: live.announce,
      readOnly,
      mayEdit,
      mayAnnotate,
    }),
    [boardId, secret, board, live, readOnly, mayEdit, mayAnnotate],
  )

  useEffect(() => {
    document.title = title ? `${title} · Chainboard` : 'Chainboard'
    if (status.everSynced && role) rememberBoard({ id: boardId, secret, role, title })
  }, [boardId, secret, role, title, status.everSynced])

  if (!hasContent) {
    if (status.refusal) return <Notice title="This board cannot be opened">{status.refusal.message}</Notice>
    return (
      <SlowOpening words={status.phase === 'offline' ? 'Offline. Waiting for the network…' : undefined} />
    )
  }
  return (
    <BoardScopeProvider value={scope}>
      <BoardPage visit={visit} live={live} boardId={boardId} secret={secret} role={role} />
    </BoardScopeProvider>
  )
}

/** A board that does not arrive within this may never do so, in ms. */
const SLOW_AFTER_MS = 8_000

function SlowOpening({ words }: { words: string | undefined }) {
  const isSlow = useLasting(true, SLOW_AFTER_MS)
  return <Opening words={words}>{isSlow && <SafeModeLink />}</Opening>
}

/** A run that is computed in less than this locks no field: nobody could press one in the meantime. */
const LOCKED_AFTER_MS = 300

/**
 * Whether the step that this tab looks at is still to be computed, so that no edit can start from it (E12).
 */
function useWaitsForRun(board: Board, session: SessionStore): boolean {
  const isBeyond = useStore(
    session,
    ({ computed, viewedStep }) =>
      computed !== null && derive(board.model(), { step: viewedStep }).computing !== null,
  )
  return useLasting(isBeyond, LOCKED_AFTER_MS)
}

/** The role that the server named, and while it has not answered the one that it named on an earlier visit. */
function useRole(boardId: string, secret: string, named: Role | null): Role | null {
  const [remembered] = useState(
    () => visitedBoards().find(board => board.id === boardId && board.secret === secret)?.role ?? null,
  )
  return named ?? remembered
}
