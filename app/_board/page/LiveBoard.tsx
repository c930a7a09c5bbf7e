'use client'

import { Suspense } from 'react'
import { BOARD_ID, SECRET } from '@/lib/protocol'
import { lazyPart } from '../interface/lazy-part'
import { isSafeMode } from '../safe/safe-mode'
import { Boundary } from './Boundary'
import { BrokenPage } from './BrokenPage'
import { Notice } from './Notice'
import { OpenBoard } from './OpenBoard'
import { Opening } from './Opening'
import { useSecret } from './use-secret'

const SafeBoard = lazyPart(() => import('../safe/SafeBoard').then(m => m.SafeBoard))

/** The page of a live board: its secret comes from the link's fragment, which no server ever sees. */
export function LiveBoard({ boardId }: { boardId: string }) {
  return (
    <Boundary instead={() => <BrokenPage />}>
      <ByLink boardId={boardId} />
    </Boundary>
  )
}

function ByLink({ boardId }: { boardId: string }) {
  const secret = useSecret()
  if (secret === undefined) return <Opening />
  if (!BOARD_ID.test(boardId) || !SECRET.test(secret)) {
    return (
      <Notice title="This link is not complete">
        A board’s link ends in # and a secret, and nothing may be missing from it or added to it. Copy the
        whole link again, or ask for a new one.
      </Notice>
    )
  }
  if (isSafeMode()) {
    return (
      <Suspense fallback={<Opening />}>
        <SafeBoard key={secret} boardId={boardId} secret={secret} />
      </Suspense>
    )
  }
  return <OpenBoard key={secret} boardId={boardId} secret={secret} />
}
