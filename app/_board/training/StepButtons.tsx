'use client'

import { addSteps, derive } from '@/lib/board'
import { useBoardScope } from '../board-scope'
import { DockButton } from './DockButton'
import { usefulSteps } from './divergence'
import styles from './StepButtons.module.css'

/** Gradient steps at the end of the run; each press is one undo item. A single one sends a wave along the chain. */
export function StepButtons({ reason }: { reason: string | null }) {
  const { board, session } = useBoardScope()

  const take = (wanted: number) => {
    const model = board.model()
    const steps = usefulSteps(derive(model).run, model.run.steps, wanted)
    session.setState(({ wave }) => ({ viewedStep: null, wave: wanted === 1 ? wave + 1 : wave }))
    addSteps(board, steps)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would promise a form
    <div className={styles.steps} role="group" aria-label="Gradient steps">
      <DockButton look="primary" reason={reason} onClick={() => take(1)}>
        Step
      </DockButton>
      <DockButton aria-label="Step ×10" reason={reason} onClick={() => take(10)}>
        ×10
      </DockButton>
      <DockButton aria-label="Step ×100" reason={reason} onClick={() => take(100)}>
        ×100
      </DockButton>
    </div>
  )
}
