'use client'

import { ArrowRight } from 'lucide-react'
import { memo, useMemo } from 'react'
import { ParameterField } from '../parameter/ParameterField'
import styles from './Chain.module.css'
import { DerivedValue } from './DerivedValue'

interface Props {
  x: number
  sampleId: string | null
}

/** The input x, at the left end of the chain, and ∂𝓛/∂x, where the backward pass ends. */
export const InputColumn = memo(function InputColumn({ x, sampleId }: Props) {
  const parameter = useMemo(() => ({ kind: 'x', sampleId }) as const, [sampleId])
  return (
    <div className={styles.input}>
      <div className={styles.passName} data-pass="forward">
        forward <ArrowRight size={14} aria-hidden="true" />
      </div>
      <div className={`${styles.edge} ${styles.first}`}>
        <ParameterField parameter={parameter} value={x} />
      </div>
      <div className={`${styles.edgeGradient} ${styles.first}`}>
        <DerivedValue kind="gradX" />
      </div>
    </div>
  )
})
