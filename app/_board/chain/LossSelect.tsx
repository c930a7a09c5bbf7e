import type { Loss } from '@/lib/engine'
import styles from './Select.module.css'

const NAMES: readonly (readonly [Loss, string])[] = [
  ['squared', 'squared'],
  ['half-squared', '½ squared'],
  ['logistic', 'logistic'],
  ['absolute', 'absolute'],
  ['hinge', 'hinge'],
]

interface Props {
  value: Loss
  disabled: boolean
  onChange: (loss: Loss) => void
}

export function LossSelect({ value, disabled, onChange }: Props) {
  return (
    <select
      className={styles.select}
      aria-label="Loss"
      value={value}
      disabled={disabled}
      onChange={event => onChange(event.target.value as Loss)}
    >
      {NAMES.map(([loss, name]) => (
        <option key={loss} value={loss}>
          {name}
        </option>
      ))}
    </select>
  )
}
