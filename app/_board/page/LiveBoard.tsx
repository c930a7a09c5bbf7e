'use client'

import { Notice } from './Notice'
import { OpenBoard } from './OpenBoard'
import { Opening } from './Opening'
import { useSecret } from './use-secret'

/** The page of a live board: its secret comes from the link's fragment, which no server ever sees. */
export function LiveBoard({ boardId }: { boardId: string }) {
  const secret = useSecret()
  if (secret === undefined) return <Opening />
  if (secret === '') {
    return (
      <Notice title="This link is incomplete">
        A board’s link ends in # and a secret. Copy the whole link again, or ask for a new one.
      </Notice>
    )
  }
  return <OpenBoard key={secret} boardId={boardId} secret={secret} />
}
