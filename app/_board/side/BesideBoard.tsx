'use client'

import { Suspense } from 'react'
import { useBoardScope, useSession } from '../board-scope'
import { lazyPart } from '../interface/lazy-part'

const ExercisesPanel = lazyPart(() => import('../exercises/ExercisesPanel').then(m => m.ExercisesPanel))

const InsightPanel = lazyPart(() => import('../insight/InsightPanel').then(m => m.InsightPanel))
const WalkPanel = lazyPart(() => import('../walk/WalkPanel').then(m => m.WalkPanel))

/** The panel that stands beside the board, if one is open. */
export function BesideBoard() {
  const { session } = useBoardScope()
  const side = useSession(state => state.side)
  const close = () => session.setState({ side: null })
  return (
    <Suspense>
      {side === 'exercises' && <ExercisesPanel onClose={close} />}
      {side === 'insight' && <InsightPanel onClose={close} />}
      {side === 'walk' && <WalkPanel onClose={close} />}
    </Suspense>
  )
}
