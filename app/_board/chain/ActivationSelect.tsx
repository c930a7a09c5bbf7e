import type { Activation } from '@/lib/engine'
import styles from './Select.module.css'

/** The activations that the board offers, in the order in which a course meets them. */
const OFFERED: readonly (readonly [Activation, string])[] = [
  ['tanh', 'tanh'],
  ['sigmoid', 'sigmoid'],
  ['relu', 'ReLU'],
  ['leaky-relu', 'leaky ReLU'],
  ['identity', 'identity'],
  ['softplus', 'softplus'],
]

/** Read from a document all the same, so shown when chosen elsewhere. */
const OTHERS: readonly (readonly [Activation, string])[] = [
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
  const unusual = OTHERS.filter(([activation]) => activation === value)
  return (
    <select
      className={styles.select}
      aria-label={label}
      value={value ?? ''}
      disabled={disabled}
      onChange={event => onChange(event.target.value as Activation)}
    >
      {value === null && <option value="">mixed</option>}
      {[...OFFERED, ...unusual].map(([activation, name]) => (
        <option key={activation} value={activation}>
          {name}
        </option>
      ))}
    </select>
  )
}
