'use client'

import { useEffect } from 'react'

/**
 * When the server refuses a link that this browser asked it to replace, the page finds out whether that was done, and goes on
 * with the new link: the answer may have been lost with a network, a server or a tab.
 */
export function useNewOwnerLink(boardId: string, secret: string, isRefused: boolean): void {
  useEffect(() => {
    if (!isRefused) return
    let isGone = false
    // Loaded when it is wanted, which is hardly ever.
    void import('./rotate-owner-link').then(({ goOnAfterRotation }) =>
      goOnAfterRotation(boardId, secret, () => isGone),
    )
    return () => {
      isGone = true
    }
  }, [boardId, secret, isRefused])
}
