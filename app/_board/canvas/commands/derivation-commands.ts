import { firstLineOf, quantityKey, quantityName, quantityWords } from '@/lib/notation'
import { deriveQuantity, quantityInHand } from '../../derivation/derive-quantity'
import type { CanvasScope } from '../canvas-scope'
import { quantitiesOn } from '../selection/hold'
import type { Command } from './command'

export const DERIVATION_COMMANDS: readonly Command[] = [
  {
    id: 'derive.this',
    words: 'Derive the quantity that is pointed at',
    group: 'Tools',
    keys: ['Shift+D'],
    isEnabled: stage => {
      const quantity = stage.mayAnnotate ? quantityInHand(stage) : null
      return quantity !== null && firstLineOf(quantity) !== null
    },
    run(stage) {
      const quantity = quantityInHand(stage)
      if (quantity !== null) deriveQuantity(stage, quantity)
    },
  },
]

/** What of the chain can be derived, as commands: a keyboard gets there by typing `derive w_1`. */
export function derivingCommands(stage: CanvasScope): readonly Command[] {
  if (!stage.mayAnnotate) return []
  return quantitiesOn(stage.board.model())
    .filter(quantity => firstLineOf(quantity) !== null && quantity.kind !== 'w' && quantity.kind !== 'b')
    .map(
      (quantity): Command => ({
        id: `derive.${quantityKey(quantity)}`,
        words: `Derive ${quantityName(quantity)} (${quantityWords(quantity)})`,
        group: 'Tools',
        keys: [],
        isEnabled: () => true,
        run: stage => deriveQuantity(stage, quantity),
      }),
    )
}
