'use client'

import { useCallback, useEffect, useState } from 'react'
import type { ChainJson } from '@/lib/engine'
import { createBoard } from '../browser/api'

export interface CreateBoard {
  readonly isBusy: boolean
  /** What went wrong, in words. */
  readonly failure: string | null
  create(board?: { title: string; chain: ChainJson }): Promise<void>
}

/** Makes a board on the server and goes there by its owner link. */
export function useCreateBoard(): CreateBoard {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  // The page may come back as it was left, out of the browser's memory: then nothing is under way any more.
  useEffect(() => {
    const onPageShow = () => setBusy(false)
    window.addEventListener('pageshow', onPageShow)
    return () => window.removeEventListener('pageshow', onPageShow)
  }, [])

  const create = useCallback(async (board?: { title: string; chain: ChainJson }) => {
    setBusy(true)
    setFailure(null)
    const answer = await createBoard(board)
    if (answer.ok) {
      const { pathname, hash } = new URL(answer.value.links.owner)
      location.assign(pathname + hash)
    } else {
      setBusy(false)
      setFailure(answer.message)
    }
  }, [])

  return { isBusy, failure, create }
}
