'use client'

import { Plus } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { addLayer, MAX_LAYERS } from '@/lib/board'
import { useBoardScope } from '../board-scope'
import styles from './Chain.module.css'
import { RUN_IS_COMPUTED } from './run-is-computed'

/** Puts a new layer at `index` (0 = before the first). */
export function InsertLayer({ index, label }: { index: number; label: string }) {
  const { board, session, mayEdit } = useBoardScope()
  const isFull = () => board.model().layers.length >= MAX_LAYERS
  const refusal = refusalOf(mayEdit, useSyncExternalStore(board.subscribe, isFull, isFull))
  return (
    <button
      type="button"
      className={styles.quiet}
      aria-label={label}
      title={refusal ?? label}
      aria-disabled={refusal !== null || undefined}
      onClick={() => addLayer(board, index, session.getState().viewedStep ?? undefined)}
    >
      <Plus size={14} aria-hidden="true" />
    </button>
  )
}

/** Why no layer can be added now; the command refuses it all the same (E8, E12). */
function refusalOf(mayEdit: boolean, isFull: boolean): string | null {
  if (!mayEdit) return RUN_IS_COMPUTED
  return isFull ? `A chain on a board has at most ${MAX_LAYERS} layers.` : null
}
