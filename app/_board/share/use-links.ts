'use client'

import { useCallback, useEffect, useState } from 'react'
import { deriveSecret, linkPath, type Role } from '@/lib/protocol'
import { boardRotations, rotateLink } from '../browser/api'

export interface Links {
  /** Null until the server has told the rotations. */
  readonly links: Readonly<Record<Role, string>> | null
  /** What went wrong, in words. */
  readonly failure: string | null
  /** Replaces the link of a role; false when it failed, with the words in `failure`. */
  rotate(role: Role): Promise<boolean>
}

/** A board's four links, which the owner's browser derives from its own secret. */
export function useLinks(boardId: string, ownerSecret: string): Links {
  const [links, setLinks] = useState<Links['links']>(null)
  const [failure, setFailure] = useState<string | null>(null)

  useEffect(() => {
    let isGone = false
    void boardRotations(boardId, ownerSecret).then(answer => {
      if (isGone) return
      if (!answer.ok) return setFailure(answer.message)
      const linkOf = (role: Role) =>
        location.origin + linkPath(boardId, deriveSecret(ownerSecret, role, answer.value[role]))
      setLinks({
        owner: linkOf('owner'),
        editor: linkOf('editor'),
        annotator: linkOf('annotator'),
        viewer: linkOf('viewer'),
      })
    })
    return () => {
      isGone = true
    }
  }, [boardId, ownerSecret])

  const rotate = useCallback(
    async (role: Role) => {
      const answer = await rotateLink(boardId, ownerSecret, role)
      setFailure(answer.ok ? null : answer.message)
      if (!answer.ok) return false
      setLinks(answer.value)
      // The page goes on with the new secret, and the old one leaves the history.
      if (role === 'owner') location.replace(new URL(answer.value.owner).hash)
      return true
    },
    [boardId, ownerSecret],
  )

  return { links, failure, rotate }
}
