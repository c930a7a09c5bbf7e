'use client'

import { useSyncExternalStore } from 'react'
import type { Activation } from '@/lib/engine'
import { type UnitState, unitState } from '@/lib/notation'
import styles from './Chain.module.css'
import { useValues, type Values } from './values'

interface Props {
  activation: Activation
  layer: number
  depth: number
}

function stateIn(values: Values, { activation, layer, depth }: Props): UnitState | null {
  return unitState(activation, {
    z: values.get(`z:${layer}`),
    f: values.get(`f:${layer}`),
    delta: values.get(`delta:${layer}`),
    lastDelta: values.get(`delta:${depth}`),
  })
}

/** Says in a word that a unit is saturated, dead, exploding or vanishing. */
export function UnitMark(props: Props) {
  const values = useValues()
  const kind = useSyncExternalStore(
    values.subscribe,
    () => stateIn(values, props)?.kind,
    () => undefined,
  )
  if (kind === undefined) return null
  const words = stateIn(values, props)?.words
  return (
    <span className={styles.state} title={words}>
      {kind}
      <span className="unseen">: {words}</span>
    </span>
  )
}
