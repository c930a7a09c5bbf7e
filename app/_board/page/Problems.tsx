'use client'

import { useModel } from '../board-scope'
import styles from './Problems.module.css'

const MOST_LISTED = 20

/** What the document holds and this page cannot show. It is kept as it is. */
export function Problems() {
  const { problems } = useModel()
  if (problems.length === 0) return null
  return (
    <details className={styles.problems}>
      <summary>
        {problems.length === 1 ? 'One part' : `${problems.length} parts`} of this board cannot be shown
      </summary>
      <p>They are kept as they are; perhaps a newer version of Chainboard wrote them.</p>
      <ul>
        {problems.slice(0, MOST_LISTED).map(problem => (
          <li key={`${problem.where} ${problem.message}`}>
            <code>{problem.where}</code> {problem.message}
          </li>
        ))}
      </ul>
      {problems.length > MOST_LISTED && <p>… and {problems.length - MOST_LISTED} more.</p>}
    </details>
  )
}
