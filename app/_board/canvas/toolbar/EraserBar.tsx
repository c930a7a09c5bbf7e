'use client'

import { Scissors, Slash } from 'lucide-react'
import { Choice } from '../../interface/Choice'
import { useCanvas } from '../canvas-scope'
import { useCanvasState } from '../use-canvas-state'
import styles from './StyleBar.module.css'

const OPTIONS = [
  { value: 'strokes', words: 'Whole strokes', sign: <Slash size={16} /> },
  { value: 'parts', words: 'Parts of strokes (Alt, for once)', sign: <Scissors size={16} /> },
] as const

/** What the eraser takes away, while it is in the hand. */
export function EraserBar() {
  const { state, mayAnnotate } = useCanvas()
  const isInHand = useCanvasState(({ tool }) => tool === 'eraser')
  const erasesParts = useCanvasState(state => state.erasesParts)
  if (!isInHand || !mayAnnotate) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would promise a form
    <div className={styles.bar} role="group" aria-label="What is erased" data-takes-pointers>
      <Choice
        legend="Erase"
        options={OPTIONS}
        value={erasesParts ? 'parts' : 'strokes'}
        onChoose={value => state.setState({ erasesParts: value === 'parts' })}
      />
    </div>
  )
}
