import { CircleAlert } from 'lucide-react'
import { type Overflow, overflowWords } from '@/lib/notation'
import { withSubscripts } from '../symbol/QuantitySymbol'
import { count } from '../training/count'
import styles from './OverflowNote.module.css'

interface Props {
  overflow: Overflow
  /** The step that is shown, and how many the run has. */
  step: number
  steps: number
}

/** Which number of the chain is beyond all numbers, and at which step; what follows from it has nothing to show. */
export function OverflowNote({ overflow, step, steps }: Props) {
  return (
    <div className={styles.room}>
      <p className={styles.note} role="status" aria-label="Overflow">
        <CircleAlert size={16} aria-hidden="true" />
        {withSubscripts(overflowWords(overflow, steps === 0 ? null : count(step)))}
      </p>
    </div>
  )
}
