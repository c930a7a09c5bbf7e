import { type Quantity, quantityLatex, quantityName } from '@/lib/notation'
import { MathSymbol } from './MathSymbol'

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'

/** `w_12` → `w₁₂`, for text and for the moment before the typesetter has loaded. */
export function plainSymbol(quantity: Quantity): string {
  return quantityName(quantity)
    .replace(/_(\d+)/g, (_, index: string) => [...index].map(digit => SUBSCRIPTS[Number(digit)]).join(''))
    .replaceAll('L', '𝓛')
}

function roomFor(quantity: Quantity): number {
  const indexRoom = 'layer' in quantity && quantity.layer > 9 ? 0.5 : 0
  const isGradient = quantity.kind === 'gradW' || quantity.kind === 'gradB' || quantity.kind === 'gradX'
  return (isGradient ? 3.7 : 1.5) + indexRoom
}

/** The typeset symbol of a quantity, in the room it needs. */
export function QuantitySymbol({ quantity }: { quantity: Quantity }) {
  return (
    <MathSymbol
      latex={quantityLatex(quantity, 'inline')}
      plain={plainSymbol(quantity)}
      width={roomFor(quantity)}
    />
  )
}
