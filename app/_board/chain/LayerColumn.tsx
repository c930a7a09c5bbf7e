'use client'

import { X } from 'lucide-react'
import { type CSSProperties, memo, useMemo } from 'react'
import { removeLayer, setActivation } from '@/lib/board'
import type { Activation } from '@/lib/engine'
import { useBoardScope } from '../board-scope'
import { ParameterField } from '../parameter/ParameterField'
import { QuantitySymbol } from '../symbol/QuantitySymbol'
import { ActivationGlyph } from './ActivationGlyph'
import { ActivationSelect } from './ActivationSelect'
import styles from './Chain.module.css'
import { DerivedValue } from './DerivedValue'
import { GradientMark } from './GradientCheck'
import checkStyles from './GradientCheck.module.css'
import { InsertLayer } from './InsertLayer'
import { RUN_IS_COMPUTED } from './run-is-computed'
import { UnitMark } from './UnitMark'

export interface LayerColumnProps {
  id: string
  /** 1..L, as in the textbook. */
  layer: number
  depth: number
  w: number
  b: number
  hasBias: boolean
  activation: Activation
}

/** One layer: the weighted edge that leads to it and its unit, forward values above, backward values below. */
export const LayerColumn = memo(function LayerColumn(props: LayerColumnProps) {
  const { id, layer, depth, w, b, hasBias, activation } = props
  const { board, session, readOnly, mayEdit } = useBoardScope()
  const weight = useMemo(() => ({ kind: 'w', layerId: id, layer }) as const, [id, layer])
  const bias = useMemo(() => ({ kind: 'b', layerId: id, layer }) as const, [id, layer])
  const at = () => session.getState().viewedStep ?? undefined

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would promise a form
    <div
      className={styles.layer}
      role="group"
      aria-label={`Layer ${layer}`}
      data-layer={layer}
      style={{ '--place': layer / depth } as CSSProperties}
    >
      <div className={styles.edgeHead}>
        {readOnly === null && (
          <InsertLayer index={layer - 1} label={`Insert a layer before layer ${layer}`} />
        )}
      </div>
      <div className={styles.nodeHead}>
        <ActivationSelect
          label={`Activation of layer ${layer}`}
          value={activation}
          disabled={!mayEdit}
          onChange={chosen => setActivation(board, id, chosen, at())}
        />
        {readOnly === null && depth > 1 && (
          <button
            type="button"
            className={styles.quiet}
            aria-label={`Remove layer ${layer}`}
            title={mayEdit ? undefined : RUN_IS_COMPUTED}
            aria-disabled={!mayEdit || undefined}
            onClick={() => removeLayer(board, id, at())}
          >
            <X size={14} aria-hidden="true" />
          </button>
        )}
      </div>

      <div className={styles.forwardValues}>
        <DerivedValue kind="z" layer={layer} />
        <DerivedValue kind="f" layer={layer} />
      </div>

      <div className={styles.edge}>
        <ParameterField parameter={weight} value={w} />
      </div>
      <div className={styles.node}>
        <div className={styles.unit}>
          <span className={styles.half}>
            <QuantitySymbol quantity={{ kind: 'z', layer }} />
          </span>
          <span className={styles.half}>
            <QuantitySymbol quantity={{ kind: 'f', layer }} />
          </span>
          <ActivationGlyph activation={activation} layer={layer} />
        </div>
        <UnitMark activation={activation} layer={layer} depth={depth} />
      </div>

      {hasBias && (
        <div className={styles.bias}>
          <ParameterField parameter={bias} value={b} />
        </div>
      )}

      <div className={styles.edgeGradient}>
        <div className={checkStyles.checked}>
          <DerivedValue kind="gradW" layer={layer} />
          <GradientMark parameter="w" layer={layer} />
        </div>
        {hasBias && (
          <div className={checkStyles.checked}>
            <DerivedValue kind="gradB" layer={layer} />
            <GradientMark parameter="b" layer={layer} />
          </div>
        )}
      </div>
      <div className={styles.nodeDelta}>
        <DerivedValue kind="delta" layer={layer} />
      </div>
    </div>
  )
})
