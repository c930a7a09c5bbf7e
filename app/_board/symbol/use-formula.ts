'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { formulaSetter } from './formula-setter'
import type { SetFormula } from './set-formula'

/** A formula as somebody wrote it, set; null until it is. `isDisplay`: as large as one on a line of its own. `hasNumbers`: with room for numbers. */
export function useFormula(source: string, isDisplay: boolean, hasNumbers = false): SetFormula | null {
  const follow = useCallback(
    (listener: () => void) => formulaSetter.follow(source, isDisplay, listener, hasNumbers),
    [source, isDisplay, hasNumbers],
  )
  return useSyncExternalStore(
    follow,
    () => formulaSetter.formula(source, isDisplay, hasNumbers),
    () => null,
  )
}
