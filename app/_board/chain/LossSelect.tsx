import { LOSSES, type Loss } from '@/lib/engine'
import { LOSS_NAMES } from '@/lib/notation'
import styles from './Select.module.css'

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
      {LOSSES.map(loss => (
        <option key={loss} value={loss}>
          {LOSS_NAMES[loss]}
        </option>
      ))}
    </select>
  )
}
