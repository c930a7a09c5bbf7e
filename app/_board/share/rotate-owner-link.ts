import { type Answer, askRole, type BoardLinks, rotateOwner } from '../browser/api'
import {
  beginRotation,
  dropRotation,
  noteRotation,
  type OwnerRotation,
  rotationFrom,
} from '../browser/owner-rotations'

/** Which of the two owner links holds, as far as the server has said. */
export type Holding = 'the new one' | 'the old one' | 'neither' | 'unknown'

/** What came of a rotation, with words for the reader where it did not come about. */
export type Outcome =
  | { readonly holds: 'the new one'; readonly secret: string }
  | { readonly holds: Exclude<Holding, 'the new one'>; readonly message: string }

/** How often a server that did not say which link holds is asked, in ms. */
const ASK_EVERY = 2_000

/** Replaces the owner link by one whose secret is made here, and kept before the server is asked. */
export async function rotateOwnerLink(boardId: string, from: string): Promise<Outcome> {
  const rotation = beginRotation(boardId, from)
  const answer: Answer<BoardLinks> = await rotateOwner(boardId, from, rotation.to)
  if (answer.ok) return done(rotation)
  const holds = await whichHolds(rotation)
  if (holds === 'the new one') return done(rotation)
  if (holds === 'the old one') {
    // What the server refused will never come about; what it left without an answer still may.
    if (answer.status !== null && answer.status < 500) dropRotation(rotation)
    return {
      holds,
      message: `${answer.message} The owner link was not replaced: the one that you have works.`,
    }
  }
  return explain(rotation, holds)
}

/** Asks again and again which link holds, until the server says so. Null when `isOver` before that. */
export async function findOut(rotation: OwnerRotation, isOver: () => boolean): Promise<Outcome | null> {
  for (;;) {
    const holds = await whichHolds(rotation)
    if (isOver()) return null
    if (holds === 'the new one') return done(rotation)
    if (holds === 'the old one')
      return { holds, message: 'The owner link was not replaced: the one that you have works. Try again.' }
    if (holds === 'neither') return explain(rotation, holds)
    await new Promise(resolve => setTimeout(resolve, ASK_EVERY))
  }
}

/** Goes on with the new link if this browser asked for one in the place of `from` and got it. */
export async function goOnAfterRotation(boardId: string, from: string, isOver: () => boolean): Promise<void> {
  const rotation = rotationFrom(boardId, from)
  const outcome = rotation === null || isOver() ? null : await findOut(rotation, isOver)
  if (outcome?.holds === 'the new one') goOnWith(outcome.secret)
}

/** The page goes on with another secret, and the one that it had leaves the history. */
export const goOnWith = (secret: string): void => location.replace(`#${secret}`)

async function whichHolds({ boardId, from, to }: OwnerRotation): Promise<Holding> {
  const [byNew, byOld] = [await askRole(boardId, to), await askRole(boardId, from)]
  if (byNew === 'owner') return 'the new one'
  if (byOld === 'owner') return 'the old one'
  return byNew === 'none' && byOld === 'none' ? 'neither' : 'unknown'
}

function done(rotation: OwnerRotation): Outcome {
  noteRotation(rotation, 'done')
  return { holds: 'the new one', secret: rotation.to }
}

function explain(rotation: OwnerRotation, holds: 'neither' | 'unknown'): Outcome {
  if (holds === 'neither') {
    dropRotation(rotation)
    return { holds, message: 'Somebody else replaced the owner link. Ask them for the new one.' }
  }
  const message =
    'The server did not say whether the owner link was replaced. This browser keeps the old one and the new one, and finds out which holds as soon as the server answers.'
  return { holds, message }
}
