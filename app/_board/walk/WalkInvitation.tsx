'use client'

import { useState } from 'react'
import { useStore } from 'zustand'
import { useBoardScope, useSession } from '../board-scope'
import buttonStyles from '../interface/Button.module.css'
import { Strip } from '../interface/Strip'

/** Says that somebody steps through the passes, for whoever wants to see the same step. */
export function WalkInvitation() {
  const { session, presences } = useBoardScope()
  const side = useSession(state => state.side)
  const leader = useStore(presences, ({ participants }) =>
    participants.find(({ isMe, walk }) => !isMe && walk !== null),
  )
  const [declined, setDeclined] = useState<number | null>(null)
  if (leader === undefined || leader.walk === null || side === 'walk' || declined === leader.clientId)
    return null
  return (
    <Strip
      actions={
        <button
          type="button"
          className={buttonStyles.button}
          onClick={() =>
            session.setState({ side: 'walk', walk: { at: leader.walk ?? 0, leader: leader.clientId } })
          }
        >
          Follow {leader.user.name}’s step
        </button>
      }
      onDismiss={() => setDeclined(leader.clientId)}
      dismissWords="Do not follow"
    >
      {leader.user.name} is stepping through the passes.
    </Strip>
  )
}
