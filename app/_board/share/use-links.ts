'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { deriveSecret, linkPath, type Role } from '@/lib/protocol'
import { type BoardLinks, boardRotations, rotateLink } from '../browser/api'
import { beginRotation } from '../browser/owner-rotations'
import { findOut, goOnWith, type Outcome, rotateOwnerLink } from './rotate-owner-link'

export interface Links {
  /** Null until the server has told the rotations. */
  readonly links: BoardLinks | null
  /** What went wrong, in words. */
  readonly failure: string | null
  /** Replaces the link of a role; false when it failed, with the words in `failure`. */
  rotate(role: Role): Promise<boolean>
}

/** A board's four links, which the owner's browser derives from its own secret. */
export function useLinks(boardId: string, ownerSecret: string): Links {
  const [links, setLinks] = useState<Links['links']>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const isGone = useRef(false)

  useEffect(() => {
    isGone.current = false
    void linksOf(boardId, ownerSecret).then(answer => {
      if (isGone.current) return
      if (answer.ok) setLinks(answer.value)
      else setFailure(answer.message)
    })
    return () => {
      isGone.current = true
    }
  }, [boardId, ownerSecret])

  const rotateOthers = useCallback(
    async (role: Exclude<Role, 'owner'>) => {
      const answer = await rotateLink(boardId, ownerSecret, role)
      if (answer.ok) {
        setFailure(null)
        setLinks(answer.value)
        return true
      }
      // Without an answer it may be done all the same: the links that hold now tell.
      const now =
        answer.status === null || answer.status >= 500 ? await linksOf(boardId, ownerSecret) : answer
      const isDone = now.ok && links !== null && now.value[role] !== links[role]
      if (now.ok) setLinks(now.value)
      setFailure(isDone ? null : answer.message)
      return isDone
    },
    [boardId, ownerSecret, links],
  )

  const rotateOwn = useCallback(async () => {
    const tell = (outcome: Outcome): boolean => {
      if (outcome.holds === 'the new one') goOnWith(outcome.secret)
      else setFailure(outcome.message)
      return outcome.holds === 'the new one'
    }
    const outcome = await rotateOwnerLink(boardId, ownerSecret)
    if (tell(outcome) || outcome.holds !== 'unknown') return outcome.holds === 'the new one'
    const known = await findOut(beginRotation(boardId, ownerSecret), () => isGone.current)
    return known !== null && tell(known)
  }, [boardId, ownerSecret])

  const rotate = useCallback(
    (role: Role) => (role === 'owner' ? rotateOwn() : rotateOthers(role)),
    [rotateOwn, rotateOthers],
  )

  return { links, failure, rotate }
}

async function linksOf(boardId: string, ownerSecret: string) {
  const answer = await boardRotations(boardId, ownerSecret)
  if (!answer.ok) return answer
  const linkOf = (role: Role) =>
    location.origin + linkPath(boardId, deriveSecret(ownerSecret, role, answer.value[role]))
  const value: BoardLinks = {
    owner: linkOf('owner'),
    editor: linkOf('editor'),
    annotator: linkOf('annotator'),
    viewer: linkOf('viewer'),
  }
  return { ok: true, value } as const
}
