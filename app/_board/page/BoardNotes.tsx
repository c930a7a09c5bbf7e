'use client'

import { Suspense, useState } from 'react'
import { useStore } from 'zustand'
import type { Connection, Status } from '@/lib/connection'
import type { Role } from '@/lib/protocol'
import { mayConnectAgain } from '../copies/parting'
import buttonStyles from '../interface/Button.module.css'
import { lazyPart } from '../interface/lazy-part'
import { Strip } from '../interface/Strip'
import { storageWords } from '../status/connection-words'
import { useConnectionStatus } from '../status/use-connection-status'
import type { BoardVisit } from './board-visit'
import type { LiveBoard } from './open-live-board'

const SetAsideStrip = lazyPart(() => import('../copies/SetAsideStrip').then(m => m.SetAsideStrip))

interface Props {
  visit: BoardVisit
  connection: Connection
  keeping: LiveBoard['keeping']
  role: Role | null
  onShowCopies: () => void
}

const ROLE_NOTES: Partial<Record<Role, string>> = {
  viewer: 'You came by a viewer link: you see everything live, and change nothing.',
  annotator: 'You came by an annotator link: the chain is for others to change.',
}

/** What one should know about this visit, under the bar: work set aside, refusals, trouble of the server, the role. */
export function BoardNotes({ visit, connection, keeping, role, onShowCopies }: Props) {
  const { live, setAside } = useStore(visit.store)
  const status = useConnectionStatus(connection)
  const isKept = useStore(keeping, ({ state }) => state !== 'none')
  const { refusal } = status
  const [isWarned, setWarned] = useState(false)
  const isSaidAlready = setAside.some(({ cause }) => cause === 'shut out')
  const trouble = storageWords(status, isKept)
  return (
    <>
      {setAside.map(work => (
        <Suspense key={work.copy.id}>
          <SetAsideStrip
            work={work}
            role={role}
            onPutBack={() => visit.putBack(work)}
            onKeepAgain={() => void visit.keepAgain(work)}
            onShowCopies={onShowCopies}
            onDismiss={() => visit.dismiss(work.copy.id)}
          />
        </Suspense>
      ))}
      {refusal && !isSaidAlready && (
        <Strip
          tone="warning"
          actions={
            mayConnectAgain(refusal.code) && (
              <button
                type="button"
                className={buttonStyles.button}
                onClick={() => live?.connection.reconnect()}
              >
                Connect again
              </button>
            )
          }
        >
          {refusal.message} {refusalSafety(status)}
        </Strip>
      )}
      {trouble && <Strip tone="warning">{trouble}</Strip>}
      {!isKept && !refusal && !isWarned && (role === 'owner' || role === 'editor') && (
        <Strip onDismiss={() => setWarned(true)}>
          This browser keeps no copy of the board, as its storage is off or full. Close the page only when it
          says Saved.
        </Strip>
      )}
      {!refusal && role && ROLE_NOTES[role] && <Strip>{ROLE_NOTES[role]}</Strip>}
    </>
  )
}

function refusalSafety({ refusal, unsaved }: Status): string {
  if (refusal !== null && !mayConnectAgain(refusal.code))
    return 'You can read on here what this browser has of the board.'
  return unsaved > 0
    ? 'Your edits are still here, and go with the next connection.'
    : 'All your edits are saved.'
}
