import * as Y from 'yjs'
import {
  addLayer,
  addSample,
  addSteps,
  type Board,
  removeLayer,
  removeSample,
  restart,
  setActivation,
  setBias,
  setBiases,
  setEta,
  setLoss,
  setTitle,
  setWeight,
  setX,
} from '@/lib/board'
import { mayWrite, type Role } from '@/lib/protocol'
import type { Random } from './random'

/** What every board of a run holds from the beginning and nobody in it may change: everybody sees it at the end. */
export const KEPT = 'kept'

/** One change by somebody with this role, in any of the ways in which pages change a board. */
export function editAtRandom(doc: Y.Doc, board: Board, role: Role, random: Random): void {
  if (!mayWrite(role, 'model') || random.chance(0.45)) annotate(doc, random)
  else if (role === 'owner' && random.chance(0.1)) doc.getMap('lesson').set('step', random.below(9))
  else if (random.chance(0.5)) command(board, random)
  else writeByHand(doc.getMap('model'), random)
}

/** The participant's own count: how far it came can be seen in every replica. */
export const ownKey = (client: number): string => `own-${client}`

function command(board: Board, random: Random): void {
  const { layers, samples } = board.model()
  const layer = random.pick(layers)
  const value = random.below(2_000) / 1_000 - 1
  switch (random.below(12)) {
    case 0:
      setX(board, value)
      break
    case 1:
      setEta(board, Math.abs(value) / 10)
      break
    case 2:
      if (layers.length < 8) addLayer(board, random.below(layers.length + 1))
      break
    case 3:
      removeLayer(board, layer.id)
      break
    case 4:
      setActivation(board, layer.id, random.pick(['tanh', 'relu', 'identity']))
      break
    case 5:
      if (board.model().run.steps < 20) addSteps(board, 1 + random.below(3))
      break
    case 6:
      restart(board)
      break
    case 7:
      if (samples.length < 6) addSample(board, { x: value, y: -value })
      else removeSample(board, random.pick(samples).id)
      break
    case 8:
      setTitle(board, `Title ${random.below(100)}`)
      break
    case 9:
      if (random.chance(0.5)) setBiases(board, random.chance(0.5))
      else setLoss(board, random.pick(['squared', 'absolute']))
      break
    case 10:
      setBias(board, layer.id, value)
      break
    default:
      setWeight(board, layer.id, value)
      break
  }
}

/** Keys, nested maps and deletions as no command of ours makes them, but a later version may. */
function writeByHand(root: Y.Map<unknown>, random: Random): void {
  const key = `key-${random.below(6)}`
  const value = root.get(key)
  if (random.chance(0.2)) root.delete(key)
  else if (value instanceof Y.Map && random.chance(0.7)) {
    const inner = `inner-${random.below(3)}`
    if (random.chance(0.2)) value.delete(inner)
    else value.set(inner, random.chance(0.3) ? new Y.Map([['deep', random.below(99)]]) : random.below(99))
  } else if (random.chance(0.3)) root.set(key, new Y.Map([['inner-0', random.below(99)]]))
  else root.set(key, random.below(1_000))
}

function annotate(doc: Y.Doc, random: Random): void {
  const annotations = doc.getMap('annotations')
  const key = `element-${random.below(5)}`
  const element = annotations.get(key)
  if (random.chance(0.3)) {
    const own = ownKey(doc.clientID)
    annotations.set(own, Number(annotations.get(own) ?? 0) + 1)
  } else if (element instanceof Y.Text) writeText(element, random)
  else if (element instanceof Y.Array) drawPoints(element, random)
  else if (element instanceof Y.Map && random.chance(0.7)) writeByHand(element, random)
  else if (random.chance(0.2)) annotations.delete(key)
  else annotations.set(key, random.pick([() => new Y.Map(), () => new Y.Text('a'), () => new Y.Array()])())
  if (element !== undefined && random.chance(0.04)) annotations.delete(key)
}

function writeText(text: Y.Text, random: Random): void {
  if (text.length > 3 && random.chance(0.3)) text.delete(random.below(text.length - 2), 2)
  else text.insert(random.below(text.length + 1), random.pick(['x', 'yes', '∂']))
}

function drawPoints(points: Y.Array<unknown>, random: Random): void {
  if (points.length > 2 && random.chance(0.3)) points.delete(random.below(points.length - 1), 1)
  else points.insert(random.below(points.length + 1), [random.below(99), random.below(99)])
}
