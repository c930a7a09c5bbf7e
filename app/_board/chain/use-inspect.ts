'use client'

import { useMemo } from 'react'
import { type Quantity, quantityKey } from '@/lib/notation'
import { useBoardScope, useSession } from '../board-scope'
import { type Inspection, inspect, stopInspecting } from '../session'

/** Pointing at a quantity, or focusing it, shows its formula, which lights up what it comes from. */
export function useInspect(quantity: Quantity) {
  const { session } = useBoardScope()
  const key = quantityKey(quantity)
  const isLit = useSession(state => state.lit.has(key) || state.walkMarks.sources.has(key))
  const isInspected = useSession(
    ({ inspection, walkMarks }) =>
      walkMarks.current === key || (inspection !== null && quantityKey(inspection.quantity) === key),
  )
  // `key` says all that `quantity` says, and stays equal when the object is made anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const actions = useMemo(() => {
    const inspection = (by: Inspection['by']): Inspection => ({ quantity, by })
    return {
      handlers: {
        onPointerEnter: () => inspect(session, inspection('pointer')),
        onPointerLeave: () => stopInspecting(session, inspection('pointer')),
      },
      inspectByFocus: (focused: boolean) =>
        focused ? inspect(session, inspection('focus')) : stopInspecting(session, inspection('focus')),
    }
  }, [session, key])

  const isHidden = useSession(state => state.walkMarks.hidden.has(key))
  return { isHidden, isLit, isInspected, ...actions }
}
