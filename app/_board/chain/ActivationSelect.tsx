import type { Activation } from '@/lib/engine'
import styles from './Select.module.css'

/** All activations, in the order in which a course meets them. */
const NAMES: readonly (readonly [Activation, string])[] = [
  ['tanh', 'tanh'],
  ['sigmoid', 'sigmoid'],
  ['relu', 'ReLU'],
  ['leaky-relu', 'leaky ReLU'],
  ['identity', 'identity'],
  ['softplus', 'softplus'],
  ['elu', 'ELU'],
  ['silu', 'SiLU'],
]

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
      {NAMES.map(([activation, name]) => (
        <option key={activation} value={activation}>
          {name}
        </option>
      ))}
    </select>
  )
}
