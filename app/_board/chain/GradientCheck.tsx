'use client'

import { CircleAlert, CircleCheck, CircleHelp } from 'lucide-react'
import { createContext, useContext } from 'react'
import type { Derived } from '@/lib/board'
import { checkGradients, type GradientCheck, type Passes } from '@/lib/engine'
import { type Quantity, quantityKey } from '@/lib/notation'
import { useBoardScope, useSession } from '../board-scope'
import settingsStyles from './ChainSettings.module.css'
import styles from './GradientCheck.module.css'
import { checkWords, quantityOf, summaryWords } from './gradient-words'

const ICONS = { agrees: CircleCheck, doubtful: CircleHelp, differs: CircleAlert }

const Checks = createContext<readonly GradientCheck[] | null>(null)

/** Hands the checks to the marks, past the columns: while a weight is dragged, only marks render anew. */
export const GradientChecksProvider = Checks.Provider

const computed = new WeakMap<Passes, readonly GradientCheck[]>()

/** The same for all who ask, and computed once. */
function checksOf({ chain, passes }: Derived): readonly GradientCheck[] {
  const checks = computed.get(passes) ?? checkGradients(chain, passes)
  computed.set(passes, checks)
  return checks
}

/** The checks of all gradients of a chain; null while nobody asks for them, and then nothing is computed. */
export function useGradientChecks(derived: Derived): readonly GradientCheck[] | null {
  // Whoever walks through the passes works them out first.
  const isOn = useSession(({ checksGradients, walk }) => checksGradients && walk === null)
  return isOn ? checksOf(derived) : null
}

/** The verdict over the gradient whose formula is shown, in words, for those who cannot hover over its mark. */
export function GradientVerdict({ quantity, derived }: { quantity: Quantity; derived: Derived }) {
  const check = useGradientChecks(derived)?.find(
    check => quantityKey(quantityOf(check)) === quantityKey(quantity),
  )
  if (!check) return null
  return (
    <p className={styles.verdict} data-verdict={check.verdict}>
      {checkWords(check)}
    </p>
  )
}

/** Turns the check on and off, in this tab only. */
export function GradientToggle() {
  const { session } = useBoardScope()
  const isOn = useSession(state => state.checksGradients)
  return (
    <label className={settingsStyles.setting}>
      <input
        type="checkbox"
        checked={isOn}
        onChange={event => session.setState({ checksGradients: event.target.checked })}
      />
      Check gradients
    </label>
  )
}

/** The verdict over one gradient, at the corner of its number. */
export function GradientMark({ parameter, layer }: Pick<GradientCheck, 'parameter' | 'layer'>) {
  const check = useContext(Checks)?.find(check => check.parameter === parameter && check.layer === layer)
  if (!check) return null
  const Icon = ICONS[check.verdict]
  const words = checkWords(check)
  return (
    <span className={styles.mark} data-verdict={check.verdict} role="img" aria-label={words} title={words}>
      <Icon size={14} aria-hidden="true" />
    </span>
  )
}

/** All verdicts in one line. */
export function GradientSummary({ checks }: { checks: readonly GradientCheck[] }) {
  const verdicts = new Set(checks.map(check => check.verdict))
  const worst = (['differs', 'doubtful'] as const).find(verdict => verdicts.has(verdict)) ?? 'agrees'
  const Icon = ICONS[worst]
  return (
    <p className={styles.summary} data-verdict={worst} role="status" aria-label="Gradient check">
      <Icon size={16} aria-hidden="true" />
      {summaryWords(checks)}
    </p>
  )
}
