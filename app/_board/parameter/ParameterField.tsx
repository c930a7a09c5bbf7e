'use client'

import { memo } from 'react'
import { quantityKey, quantityName, quantityWords } from '@/lib/notation'
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
  /** Has to keep its reference: the field is rendered anew with a new one. */
  parameter: Parameter
  value: number
}

/** What one press of an arrow key changes. */
const ARROW_STEP = { eta: 0.01, x: 0.1, y: 0.1, w: 0.1, b: 0.1 }

/** A parameter on the board: its symbol, its number and its slider. */
export const ParameterField = memo(function ParameterField({ parameter, value }: Props) {
  const { mayEdit } = useBoardScope()
  const quantity = quantityOf(parameter)
  const edit = useParameter(parameter)
  const { isLit, isInspected, handlers, inspectByFocus } = useInspect(quantity)
  const name = quantityName(quantity)

  return (
    <div
      className={styles.parameter}
      data-place-of={quantityKey(quantity)}
      data-lit={isLit || undefined}
      data-inspected={isInspected || undefined}
      {...handlers}
    >
      <span className={styles.symbol} title={quantityWords(quantity)}>
        <QuantitySymbol quantity={quantity} />
      </span>
      <NumberInput
        name={name}
        value={value}
        step={ARROW_STEP[parameter.kind]}
        edit={edit}
        disabled={!mayEdit}
        onFocusChange={inspectByFocus}
      />
      <ParameterSlider
        name={name}
        value={value}
        edit={edit}
        disabled={!mayEdit}
        isPositive={parameter.kind === 'eta'}
      />
      <EditorTag editing={editingKey(parameter)} />
    </div>
  )
})
