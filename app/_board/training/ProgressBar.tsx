import { count, countOf } from './count'
import styles from './ProgressBar.module.css'

interface Props {
  name: string
  done: number
  total: number
}

/** How much is done, in per cent and as a bar. */
export function ProgressBar({ name, done, total }: Props) {
  return (
    <div className={styles.progress}>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={`${count(done)} of ${countOf(total, 'step')}`}
      >
        <span className={styles.done} style={{ transform: `scaleX(${done / total})` }} />
      </div>
      <span className={styles.share} aria-hidden="true">
        {Math.floor((100 * done) / total)} %
      </span>
    </div>
  )
}
