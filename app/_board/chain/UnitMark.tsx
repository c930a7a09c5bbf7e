'use client'

import { useSyncExternalStore } from 'react'
import type { Activation, Loss } from '@/lib/engine'
import { lossState, type UnitState, unitState } from '@/lib/notation'
import { useSession } from '../board-scope'
import styles from './Chain.module.css'
import { useValues, type Values } from './values'

interface UnitProps {
  activation: Activation
  layer: number
  depth: number
}

/** Says in a word that a unit is saturated, dead, exploding or vanishing, that it overflows or stands at a kink. */
export function UnitMark(props: UnitProps) {
  return <Mark needs={`delta:${props.layer}`} stateIn={values => stateOfUnit(values, props)} />
}

interface LossProps {
  loss: Loss
  y: number
  depth: number
}

/** The same at the end of the chain: the loss stands at a kink, or has no slope. */
export function LossMark({ loss, y, depth }: LossProps) {
  return <Mark needs="loss" stateIn={values => lossState(loss, values.get(`f:${depth}`), y)} />
}

function stateOfUnit(values: Values, { activation, layer, depth }: UnitProps): UnitState | null {
  const numbers = ['z', 'f', 'delta'] as const
  return unitState(activation, {
    z: values.get(`z:${layer}`),
    f: values.get(`f:${layer}`),
    delta: values.get(`delta:${layer}`),
    lastDelta: values.get(`delta:${depth}`),
    overflowed: numbers.find(kind => values.hasOverflowed(`${kind}:${layer}`)) ?? null,
  })
}

interface MarkProps {
  /** The key of the last quantity that the state is made of: before a walk has come to it, nothing is said. */
  needs: string
  stateIn: (values: Values) => UnitState | null
}

/** Renders anew when the state becomes another one, not with every number. */
function Mark({ needs, stateIn }: MarkProps) {
  const values = useValues()
  const words = useSyncExternalStore(
    values.subscribe,
    () => stateIn(values)?.words,
    () => undefined,
  )
  const state = stateIn(values)
  const isHidden = useSession(({ walkMarks }) => walkMarks.hidden.has(needs))
  if (words === undefined || state === null || isHidden) return null
  return (
    <span className={styles.state} title={words}>
      {state.kind}
      <span className="unseen">: {words}</span>
    </span>
  )
}
