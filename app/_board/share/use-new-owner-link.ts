'use client'

import { useEffect } from 'react'
import { rotationFrom } from '../browser/owner-rotations'
import { findOut, goOnWith } from './rotate-owner-link'

/**
 * When the server refuses a link that this browser asked it to replace, the page finds out whether that was done, and goes on
 * with the new link: the answer may have been lost with a network, a server or a tab.
 */
export function useNewOwnerLink(boardId: string, secret: string, isRefused: boolean): void {
  useEffect(() => {
    const rotation = isRefused ? rotationFrom(boardId, secret) : null
    if (rotation === null) return
    let isGone = false
    void findOut(rotation, () => isGone).then(outcome => {
      if (outcome?.holds === 'the new one') goOnWith(outcome.secret)
    })
    return () => {
      isGone = true
    }
  }, [boardId, secret, isRefused])
}
