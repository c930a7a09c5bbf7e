'use client'

import { memo, useMemo } from 'react'
import { quantityName } from '@/lib/notation'
import { useBoardScope } from '../board-scope'
import { useInspect } from '../chain/use-inspect'
import { QuantitySymbol } from '../symbol/QuantitySymbol'
import { EditorTag } from './EditorTag'
import { NumberInput } from './NumberInput'
import styles from './ParameterField.module.css'
import { ParameterSlider } from './ParameterSlider'
import { editingKey, type Parameter, quantityOf } from './parameter'
import { useParameter } from './use-parameter'

interface Props {
  kind: Parameter['kind']
  value: number
  /** For a weight or bias: its layer, by id and by number. */
  layerId?: string
  layer?: number
  /** For x and y: the row of the sample table that they stand for, if there is a table. */
  sampleId?: string | null
  withSlider?: boolean
}

function parameterOf({ kind, layerId, layer, sampleId }: Props): Parameter {
  if (kind === 'eta') return { kind }
  if (kind === 'x' || kind === 'y') return { kind, sampleId: sampleId ?? null }
  return { kind, layerId: layerId ?? '', layer: layer ?? 1 }
}

const ARROW_STEP = { eta: 0.01, x: 0.1, y: 0.1, w: 0.1, b: 0.1 }

/** A parameter on the board: its symbol, its number and, where there is room, a slider. */
export const ParameterField = memo(function ParameterField(props: Props) {
  const { kind, value, layerId, layer, sampleId, withSlider } = props
  const { mayEdit } = useBoardScope()
  const parameter = useMemo(
    () => parameterOf({ kind, value: 0, layerId, layer, sampleId }),
    [kind, layerId, layer, sampleId],
  )
  const quantity = quantityOf(parameter)
  const edit = useParameter(parameter)
  const { isLit, isInspected, handlers, inspectByFocus } = useInspect(quantity)
  const name = quantityName(quantity)

  return (
    <div
      className={styles.parameter}
      data-lit={isLit || undefined}
      data-inspected={isInspected || undefined}
      {...handlers}
    >
      <span className={styles.symbol}>
        <QuantitySymbol quantity={quantity} />
      </span>
      <NumberInput
        name={name}
        value={value}
        step={ARROW_STEP[kind]}
        edit={edit}
        disabled={!mayEdit}
        onFocusChange={inspectByFocus}
      />
      {withSlider && <ParameterSlider name={name} value={value} edit={edit} disabled={!mayEdit} />}
      <EditorTag editing={editingKey(parameter)} />
    </div>
  )
})
