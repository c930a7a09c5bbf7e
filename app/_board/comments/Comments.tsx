'use client'

import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { useStore } from 'zustand'
import { openThreads } from '@/lib/board'
import { participantId } from '@/lib/protocol'
import { type BoardLink, useBoardScope, useModel } from '../board-scope'
import { useCanvas } from '../canvas/canvas-scope'
import { useCanvasState } from '../canvas/use-canvas-state'
import { currentPerson } from '../people/person'
import { CommentsButton } from './CommentsButton'
import { CommentsPanel } from './CommentsPanel'
import { CommentRequests } from './comment-requests'
import { type CommentsScope, CommentsScopeProvider } from './comments-scope'
import { Pins } from './Pins'
import { ThreadPopover } from './ThreadPopover'
import { placeWords } from './thread-place'
import { isMentioned, unreadIn } from './unread'
import { useCommentKeys } from './use-comment-keys'
import { useCommentPeople } from './use-comment-people'
import { usePresentColors } from './use-present-colors'
import { useReadMarks } from './use-read-marks'

interface Props {
  canvas: HTMLElement
  above: HTMLElement
}

/** The comments of a board that is on a server. */
export function Comments(props: Props) {
  const { link } = useBoardScope()
  return link === null ? null : <LinkedComments {...props} link={link} />
}

function LinkedComments({ canvas, above, link }: Props & { link: BoardLink }) {
  const stage = useCanvas()
  const { board, presences, state, annotations, mayAnnotate } = stage
  const reader = useMemo(() => openThreads(board), [board])
  const threads = useSyncExternalStore(
    listener => reader.subscribe(listener),
    () => reader.list(),
    () => reader.list(),
  )
  const { layers } = useModel()
  const [me] = useState(() => participantId(currentPerson().token, link.boardId))
  const isOwner = useStore(presences, ({ participants }) =>
    participants.some(({ isMe, user }) => isMe && user.role === 'owner'),
  )
  const people = useCommentPeople(presences, threads, me)
  const colors = usePresentColors(presences)
  const [marks, markRead] = useReadMarks(link.boardId, threads)
  const requests = useMemo(() => new CommentRequests(link), [link])
  const drafts = useRef(new Map<string, string>()).current
  const [isPanelOpen, setPanelOpen] = useState(false)
  const [pin, setPin] = useState<HTMLElement | null>(null)
  const commenting = useCanvasState(each => each.commenting)
  useCommentKeys(stage)

  const scope = useMemo<CommentsScope>(
    () => ({
      threads,
      requests,
      me,
      isOwner,
      mayComment: mayAnnotate,
      people,
      colors,
      marks,
      markRead,
      drafts,
      aboutOf: thread => placeWords(thread, layers, annotations.elements),
    }),
    [
      threads,
      requests,
      me,
      isOwner,
      mayAnnotate,
      people,
      colors,
      marks,
      markRead,
      drafts,
      layers,
      annotations,
    ],
  )

  // Whoever is mentioned is told, once: of what was here before they came, the button says enough.
  const told = useRef(Date.now())
  useEffect(() => {
    const news = threads.flatMap(thread => unreadIn(thread, marks, me))
    const mention = news.findLast(message => message.at > told.current && isMentioned(message, me))
    if (mention === undefined) return
    told.current = mention.at
    stage.tell(`${mention.name} mentions you in a comment.`)
  }, [threads, marks, me, stage])

  // A thread that is open is read.
  const openId = commenting?.kind === 'thread' ? commenting.id : null
  useEffect(() => {
    const open = threads.find(({ id }) => id === openId)
    if (open !== undefined && unreadIn(open, marks, me).length > 0) markRead([open])
  }, [openId, threads, marks, me, markRead])

  return (
    <CommentsScopeProvider value={scope}>
      {createPortal(<Pins onOpenPin={setPin} />, above)}
      {createPortal(
        isPanelOpen ? (
          <CommentsPanel onClose={() => setPanelOpen(false)} />
        ) : (
          <CommentsButton onOpen={() => setPanelOpen(true)} />
        ),
        canvas,
      )}
      {commenting !== null && pin !== null && (
        <ThreadPopover
          key={commenting.kind === 'thread' ? commenting.id : 'new'}
          commenting={commenting}
          pin={pin}
          onClose={() => state.setState(now => (now.commenting === commenting ? { commenting: null } : {}))}
        />
      )}
    </CommentsScopeProvider>
  )
}
