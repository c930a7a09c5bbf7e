'use client'

import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ChainJson } from '@/lib/engine'
import { useCreateBoard } from '../_board/interface/use-create-board'
import styles from './ExampleCard.module.css'

interface Props {
  title: string
  summary: string
  chain: ChainJson
  figure: ReactNode
}

/** An example to open as a board of one's own. */
export function ExampleCard({ title, summary, chain, figure }: Props) {
  const { isBusy, failure, create } = useCreateBoard()
  return (
    <li className={styles.card}>
      {figure}
      <h3>
        <button
          type="button"
          className={styles.open}
          disabled={isBusy}
          onClick={() => void create({ title, chain })}
        >
          {title}
          <ArrowRight size={16} aria-hidden="true" />
        </button>
      </h3>
      <p>{summary}</p>
      <p role="status" className={styles.progress} data-bad={failure !== null || undefined}>
        {isBusy ? 'Making your board…' : failure}
      </p>
    </li>
  )
}
