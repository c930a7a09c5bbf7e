import type { Loss } from '@/lib/engine'
import styles from './Select.module.css'

const OFFERED: readonly (readonly [Loss, string])[] = [
  ['squared', 'squared'],
  ['half-squared', '½ squared'],
  ['logistic', 'logistic'],
]

const OTHERS: readonly (readonly [Loss, string])[] = [
  ['absolute', 'absolute'],
  ['hinge', 'hinge'],
]

interface Props {
  value: Loss
  disabled: boolean
  onChange: (loss: Loss) => void
}

export function LossSelect({ value, disabled, onChange }: Props) {
  const unusual = OTHERS.filter(([loss]) => loss === value)
  return (
    <select
      className={styles.select}
      aria-label="Loss"
      value={value}
      disabled={disabled}
      onChange={event => onChange(event.target.value as Loss)}
    >
      {[...OFFERED, ...unusual].map(([loss, name]) => (
        <option key={loss} value={loss}>
          {name}
        </option>
      ))}
    </select>
  )
}
