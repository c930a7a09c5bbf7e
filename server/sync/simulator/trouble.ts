import type { Role } from '@/lib/protocol'
import type { VirtualClock } from '../../testing/virtual-clock'
import type { Machine } from './machine'
import type { Network } from './network'
import type { Random } from './random'

/** Where trouble comes up. */
export interface Scene {
  readonly clock: VirtualClock
  readonly network: Network
  readonly machine: Machine
  /** Whether no new trouble may begin. */
  readonly isCalm: boolean
  replaceLink(role: Role): void
}

/**
 * Draws what will go wrong while people act, and when.
 *
 * @param span - how long they act, in ms
 * @param isLeftAlone - whether the board is certainly left for a while
 */
export function planTrouble(scene: Scene, random: Random, span: number, isLeftAlone: boolean): void {
  const { clock, network, machine } = scene
  const { weather, database } = machine
  const at = (task: () => void) => clock.after(random.between(0, span), () => scene.isCalm || task())
  const times = (most: number, task: () => void) => {
    for (let i = random.below(most + 1); i > 0; i--) at(task)
  }
  const forAWhile =
    <Thing, Name extends keyof Thing>(
      longest: number,
      thing: Thing,
      name: Name,
      trouble: () => Thing[Name],
      usual: Thing[Name],
    ) =>
    () => {
      thing[name] = trouble()
      clock.after(random.between(100, longest), () => {
        thing[name] = usual
      })
    }

  const usual = random.pick([0, 3, 3, 20])
  weather.slowest = usual
  times(2, () => machine.crash('at any moment'))
  times(3, () => {
    machine.pointsLeft = random.below(12)
  })
  times(1, () => machine.restart())
  if (random.chance(0.5)) {
    at(() => scene.replaceLink(random.weighted({ editor: 4, annotator: 2, viewer: 3, owner: 1 })))
  }
  if (random.chance(0.5)) {
    at(forAWhile(5_000, weather, 'failing', () => random.pick([0.1, 0.5]), 0))
    at(forAWhile(8_000, weather, 'slowest', () => 4_000, usual))
  }
  if (random.chance(0.3)) at(forAWhile(10_000, database, 'isFull', () => true, false))
  times(
    2,
    forAWhile(5_000, network, 'slowness', () => random.pick([5, 20]), 1),
  )
  if (isLeftAlone || random.chance(0.25)) at(() => cutEverybodyOff(scene, random))
}

/** Long enough for the room to be left, folded into a snapshot and unloaded, in ms. */
function cutEverybodyOff({ clock, network }: Scene, random: Random): void {
  const outage = random.between(70_000, 110_000)
  network.trace.note('the network', 'is down')
  network.isDown = true
  for (const link of network.alive) link.cut(random.between(0, 500), random.between(0, 500))
  clock.after(outage, () => {
    network.isDown = false
  })
}
