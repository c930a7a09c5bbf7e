'use client'

import { Suspense } from 'react'
import { useBoardScope, useSession } from '../board-scope'
import { lazyPart } from '../interface/lazy-part'

const ExercisesPanel = lazyPart(() => import('../exercises/ExercisesPanel').then(m => m.ExercisesPanel))

/** The panel that stands beside the board, if one is open. */
export function BesideBoard() {
  const { session } = useBoardScope()
  const side = useSession(state => state.side)
  const close = () => session.setState({ side: null })
  return <Suspense>{side === 'exercises' && <ExercisesPanel onClose={close} />}</Suspense>
}
