import { memo } from 'react'
import { type Quantity, quantityKey, quantityLatex, quantityName } from '@/lib/notation'
import { MathSymbol } from './MathSymbol'

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'

/** Names as they are written: `w_12` → `w₁₂`, `∂L` → `∂𝓛`. */
export function withSubscripts(text: string): string {
  return text
    .replace(/_(\d+)/g, (_, index: string) => [...index].map(digit => SUBSCRIPTS[Number(digit)]).join(''))
    .replace(/\bL\b/g, '𝓛')
}

export const plainSymbol = (quantity: Quantity): string => withSubscripts(quantityName(quantity))

function roomFor(quantity: Quantity): number {
  const indexRoom = 'layer' in quantity && quantity.layer > 9 ? 0.5 : 0
  const isGradient = quantity.kind === 'gradW' || quantity.kind === 'gradB' || quantity.kind === 'gradX'
  return (isGradient ? 3.7 : 1.5) + indexRoom
}

/** The typeset symbol of a quantity, in the room it needs. Numbers change in every frame of a drag; symbols do not. */
export const QuantitySymbol = memo(
  function QuantitySymbol({ quantity }: { quantity: Quantity }) {
    return (
      <MathSymbol
        latex={quantityLatex(quantity, 'inline')}
        plain={plainSymbol(quantity)}
        width={roomFor(quantity)}
      />
    )
  },
  (before, after) => quantityKey(before.quantity) === quantityKey(after.quantity),
)
