'use client'

import { ArrowLeft } from 'lucide-react'
import { memo, useMemo } from 'react'
import { setLoss } from '@/lib/board'
import type { Loss } from '@/lib/engine'
import { useBoardScope } from '../board-scope'
import { ParameterField } from '../parameter/ParameterField'
import { QuantitySymbol } from '../symbol/QuantitySymbol'
import styles from './Chain.module.css'
import { DerivedValue } from './DerivedValue'
import { InsertLayer } from './InsertLayer'
import { LossSelect } from './LossSelect'
import { LossMark } from './UnitMark'

interface Props {
  loss: Loss
  y: number
  sampleId: string | null
  depth: number
}

/** The loss at the right end of the chain, with the target y pointing at it. */
export const LossColumn = memo(function LossColumn({ loss, y, sampleId, depth }: Props) {
  const { board, session, readOnly, mayEdit } = useBoardScope()
  const parameter = useMemo(() => ({ kind: 'y', sampleId }) as const, [sampleId])
  return (
    <>
      <div className={styles.loss}>
        <div className={styles.edgeHead}>
          {readOnly === null && <InsertLayer index={depth} label="Add a layer at the end" />}
        </div>
        <div className={styles.nodeHead}>
          <LossSelect
            value={loss}
            disabled={!mayEdit}
            onChange={chosen => setLoss(board, chosen, session.getState().viewedStep ?? undefined)}
          />
        </div>
        <div className={styles.forwardValues}>
          <DerivedValue kind="loss" />
        </div>
        <div className={styles.edge} />
        <div className={`${styles.node} ${styles.last}`}>
          <div className={styles.terminal}>
            <QuantitySymbol quantity={{ kind: 'loss' }} />
          </div>
          <LossMark loss={loss} y={y} depth={depth} />
        </div>
        <div className={styles.edgeGradient} />
        <div className={`${styles.nodeDelta} ${styles.last}`}>
          <span className={styles.passName} data-pass="backward">
            <ArrowLeft size={14} aria-hidden="true" /> backward
          </span>
        </div>
      </div>
      <div className={styles.target}>
        <div className={`${styles.edge} ${styles.fromTarget}`}>
          <ParameterField parameter={parameter} value={y} />
        </div>
      </div>
    </>
  )
})
