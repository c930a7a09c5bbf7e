'use client'

import { Plus } from 'lucide-react'
import { addLayer } from '@/lib/board'
import { useBoardScope } from '../board-scope'
import styles from './Chain.module.css'

/** Puts a new layer at `index` (0 = before the first). */
export function InsertLayer({ index, label }: { index: number; label: string }) {
  const { board, session } = useBoardScope()
  return (
    <button
      type="button"
      className={styles.quiet}
      aria-label={label}
      title={label}
      onClick={() => addLayer(board, index, session.getState().viewedStep ?? undefined)}
    >
      <Plus size={14} aria-hidden="true" />
    </button>
  )
}
