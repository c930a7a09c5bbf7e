'use client'

import { useModel } from '../board-scope'
import { count, countOf } from '../training/count'
import styles from './Problems.module.css'

/** What the document holds and this page cannot show. */
export function Problems() {
  const { problems, moreProblems } = useModel()
  const all = problems.length + moreProblems
  if (all === 0) return null
  return (
    <details className={styles.problems}>
      <summary>{all === 1 ? 'One part' : countOf(all, 'part')} of this board cannot be shown</summary>
      <p>What is named here stays in the board; perhaps a newer version of Chainboard wrote it.</p>
      <ul>
        {problems.map(problem => (
          <li key={`${problem.where} ${problem.message}`}>
            <code>{problem.where}</code> {problem.message}
          </li>
        ))}
      </ul>
      {moreProblems > 0 && <p>… and {count(moreProblems)} more.</p>}
    </details>
  )
}
