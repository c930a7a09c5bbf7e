'use client'

import { Plus } from 'lucide-react'
import { addLayer, MAX_LAYERS } from '@/lib/board'
import { useBoardScope, useModel } from '../board-scope'
import styles from './Chain.module.css'

/** Puts a new layer at `index` (0 = before the first). */
export function InsertLayer({ index, label }: { index: number; label: string }) {
  const { board, session } = useBoardScope()
  const isFull = useModel().layers.length >= MAX_LAYERS
  return (
    <button
      type="button"
      className={styles.quiet}
      aria-label={label}
      title={isFull ? `A chain on a board has at most ${MAX_LAYERS} layers.` : label}
      aria-disabled={isFull || undefined}
      onClick={() => addLayer(board, index, session.getState().viewedStep ?? undefined)}
    >
      <Plus size={14} aria-hidden="true" />
    </button>
  )
}
