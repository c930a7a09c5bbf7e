'use client'

import { useMemo } from 'react'
import { type Quantity, quantityKey } from '@/lib/notation'
import { useBoardScope, useSession } from '../board-scope'
import { type Inspection, NOTHING_LIT } from '../session'

/** Pointing at a quantity, or focusing it, shows its formula, which lights up what it comes from. */
export function useInspect(quantity: Quantity) {
  const { session } = useBoardScope()
  const key = quantityKey(quantity)
  const isLit = useSession(state => state.lit.has(key))
  const isInspected = useSession(
    state => state.inspection !== null && quantityKey(state.inspection.quantity) === key,
  )
  // `key` says all that `quantity` says, and stays equal when the object is made anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const actions = useMemo(() => {
    const inspect = (by: Inspection['by']) => session.setState({ inspection: { quantity, by } })
    const leave = (by: Inspection['by']) => {
      const current = session.getState().inspection
      if (current && current.by === by && quantityKey(current.quantity) === key) {
        session.setState({ inspection: null, lit: NOTHING_LIT })
      }
    }
    return {
      handlers: { onPointerEnter: () => inspect('pointer'), onPointerLeave: () => leave('pointer') },
      inspectByFocus: (focused: boolean) => (focused ? inspect('focus') : leave('focus')),
    }
  }, [session, key])

  return { isLit, isInspected, ...actions }
}
