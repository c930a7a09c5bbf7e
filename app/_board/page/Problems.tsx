'use client'

import { useModel, useSession } from '../board-scope'
import { count, countOf } from '../training/count'
import styles from './Problems.module.css'

/** What the document holds and this page cannot show. */
export function Problems() {
  const model = useModel()
  const annotations = useSession(({ annotationProblems }) => annotationProblems)
  const problems = [...model.problems, ...annotations.list]
  const moreProblems = model.moreProblems + annotations.more
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
