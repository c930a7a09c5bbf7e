import { quantityKey, quantityName, quantityWords } from '@/lib/notation'
import type { CanvasScope } from '../canvas-scope'
import { type Command, say } from '../commands/command'
import { holderOf, holdOnTo, holdsOf, letGo, quantitiesOn } from '../selection/hold'

/** What the one selected annotation can hold on to, as commands: a keyboard gets there by typing `hold δ_2`. */
export function holdCommands({ state, annotations, board, mayAnnotate }: CanvasScope): readonly Command[] {
  const { selection } = state.getState()
  const [id] = selection.size === 1 ? selection : []
  const element = id === undefined ? undefined : annotations.elements.get(id)
  if (id === undefined || element === undefined || holderOf(element) === null || !mayAnnotate) return []
  const holding = quantitiesOn(board.model()).map(
    (quantity): Command => ({
      id: `hold.${quantityKey(quantity)}`,
      words: `Hold on to ${quantityName(quantity)} (${quantityWords(quantity)})`,
      group: 'Arrange',
      keys: [],
      isEnabled: () => true,
      run: stage => say(stage, holdOnTo(stage, id, quantity)),
    }),
  )
  const lettingGo: Command = {
    id: 'hold.nothing',
    words: 'Let go of what it holds on to',
    group: 'Arrange',
    keys: [],
    isEnabled: () => true,
    run: stage => say(stage, letGo(stage, id)),
  }
  return holdsOf(element).length > 0 ? [lettingGo, ...holding] : holding
}
