'use client'

import { setAllActivations, setBiases } from '@/lib/board'
import { useBoardScope, useModel } from '../board-scope'
import { ActivationSelect } from './ActivationSelect'
import styles from './ChainSettings.module.css'
import { GradientToggle } from './GradientCheck'

/** What holds for the whole chain: one activation for all layers, biases on or off, gradients checked or not. */
export function ChainSettings() {
  const { board, session, mayEdit } = useBoardScope()
  const { layers, biases } = useModel()
  const first = layers[0]?.activation ?? null
  const common = layers.every(layer => layer.activation === first) ? first : null
  const at = () => session.getState().viewedStep ?? undefined

  return (
    <div className={styles.settings}>
      <span className={styles.depth}>{layers.length === 1 ? '1 layer' : `${layers.length} layers`}</span>
      <span className={styles.setting}>
        Activation
        <ActivationSelect
          label="Activation of all layers"
          value={common}
          disabled={!mayEdit}
          onChange={activation => setAllActivations(board, activation, at())}
        />
      </span>
      <label className={styles.setting}>
        <input
          type="checkbox"
          checked={biases}
          disabled={!mayEdit}
          onChange={event => setBiases(board, event.target.checked, at())}
        />
        Biases
      </label>
      <GradientToggle />
    </div>
  )
}
