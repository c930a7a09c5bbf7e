import { ACTIVATIONS, type Activation } from '@/lib/engine'
import { ACTIVATION_NAMES } from '@/lib/notation'
import styles from './Select.module.css'

interface Props {
  label: string
  /** Null when the layers differ. */
  value: Activation | null
  disabled: boolean
  onChange: (activation: Activation) => void
}

export function ActivationSelect({ label, value, disabled, onChange }: Props) {
  return (
    <select
      className={styles.select}
      aria-label={label}
      value={value ?? ''}
      disabled={disabled}
      onChange={event => onChange(event.target.value as Activation)}
    >
      {value === null && <option value="">mixed</option>}
      {ACTIVATIONS.map(activation => (
        <option key={activation} value={activation}>
          {ACTIVATION_NAMES[activation]}
        </option>
      ))}
    </select>
  )
}
