import { Browser, type Habits } from './browser'
import { HostileClient } from './hostile-client'
import { Random } from './random'
import type { Player, Stage } from './stage'
import { StockClient } from './stock-client'

/** Who takes part in the run of a seed: two who write, and three others of any kind. */
export function castPlayers(seed: number, stage: Stage, newText: (bytes: number) => string): Player[] {
  const random = new Random(seed, 'cast')
  const habits = habitsOf(random)
  const stream = (name: string) => new Random(seed, name)
  const browser = (name: string, role: ConstructorParameters<typeof Browser>[1]) =>
    new Browser(name, role, newText(16), habits, stage, stream(name))
  const stock = (name: string, role: ConstructorParameters<typeof StockClient>[1]) =>
    new StockClient(name, role, stage, stream(name))

  const players: Player[] = [browser('Ada', 'editor'), browser('Ben', random.pick(['owner', 'editor']))]
  players.push(
    random.chance(0.4)
      ? stock('Stock', random.pick(['editor', 'editor', 'annotator', 'viewer']))
      : browser('Cem', random.pick(['editor', 'annotator'])),
    random.chance(0.4) ? browser('Dot', 'viewer') : browser('Dot', 'annotator'),
    random.chance(0.5)
      ? new HostileClient(
          'Mallory',
          random.pick(['editor', 'annotator', 'viewer']),
          newText(16),
          stage,
          stream('Mallory'),
        )
      : browser('Eve', random.pick(['editor', 'viewer'])),
  )
  return players
}

/** Some runs are mostly edits, others mostly trouble. */
function habitsOf(random: Random): Habits {
  const trouble = random.pick([0.2, 1, 1, 3])
  return {
    edit: 70,
    burst: 8,
    show: 8,
    undo: 4,
    offline: 1.2 * trouble,
    cut: trouble,
    silence: 0.7 * trouble,
    reload: trouble,
    tab: trouble,
    changeRole: 0.7 * trouble,
    kill: 0.7 * trouble,
  }
}
