import { describe, expect, it } from 'vitest'
import { type LiveWindow, liveWindow, WINDOW_POINTS } from '@/lib/canvas'
import { LIMITS, type Role } from '@/lib/protocol'
import type { Participant } from '../../people/presences'
import { GrowingStroke } from './growing-stroke'
import { LaserTrail } from './laser-trail'
import { LiveStrokes } from './live-strokes'

const FRAME = 16

const participant = (clientId: number, stroke: unknown, role: Role = 'annotator'): Participant => ({
  clientId,
  isMe: false,
  user: { id: `p${clientId}`, name: 'Ada', color: 1, role },
  cursor: null,
  editing: null,
  selection: [],
  digest: null,
  stroke,
  walk: null,
})

/** A stroke of so many points, as whoever draws it shows it. */
function drawn(count: number, brush: 'pen' | 'laser' = 'pen', isDone = false): LiveWindow {
  const stroke = new GrowingStroke('a-1', brush, 'm', 'red', { x: 100, y: 50 }, false)
  for (let i = 0; i < count; i++) stroke.add({ x: 100 + 2 * i, y: 50 + (i % 3) }, null, 0)
  return liveWindow(stroke.start, stroke.ink(), isDone)
}

/** A screen that shows others’ strokes, and the ids that its document has. */
function screen() {
  const committed = new Set<string>()
  const live = new LiveStrokes(id => committed.has(id))
  let now = 0
  return {
    live,
    committed,
    hear: (...participants: Participant[]) => live.hear(participants, now),
    frames(count = 1) {
      for (let i = 0; i < count; i++) {
        now += FRAME
        live.advance(now)
      }
    },
    points: () => live.strokes('pen').map(({ count }) => count),
  }
}

describe('the stroke that somebody else is drawing', () => {
  it('grows from frame to frame to what has arrived, and no further', () => {
    const { hear, frames, points } = screen()
    hear(participant(1, drawn(20)))
    const seen: number[] = []
    for (let i = 0; i < 8; i++) {
      frames()
      seen.push(points()[0] ?? 0)
    }
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen[0]).toBeLessThan(20)
    expect(seen.at(-1)).toBe(20)
  })

  it('lies where it is drawn, in its own colour and size', () => {
    const { hear, frames, live } = screen()
    hear(participant(1, drawn(5)))
    frames(10)
    const [stroke] = live.strokes('pen')
    expect(stroke).toMatchObject({ id: 'a-1', x: 100, y: 50, color: 'red', size: 'm' })
    expect(stroke?.ink().points.slice(0, 4)).toEqual(Float64Array.from([0, 0, 2, 1]))
  })

  it('is shown until the document has it, however long it has been done, and not in the frame that shows it from there', () => {
    const { hear, frames, points, committed } = screen()
    hear(participant(1, drawn(30)))
    hear(participant(1, drawn(31, 'pen', true)))
    hear(participant(1, null))
    frames(60)
    expect(points()).toEqual([31])
    committed.add('a-1')
    frames()
    expect(points()).toEqual([])
  })

  it('is not seen again when it is undone while presence still tells of it', () => {
    const { hear, frames, points, committed } = screen()
    hear(participant(1, drawn(30, 'pen', true)))
    committed.add('a-1')
    frames()
    committed.delete('a-1')
    hear(participant(1, drawn(30, 'pen', true)))
    hear(participant(1, null))
    frames(2)
    expect(points()).toEqual([])
  })

  it('goes when it is taken back, and when whoever draws it leaves', () => {
    const { hear, frames, points } = screen()
    hear(participant(1, drawn(5)), participant(2, { ...drawn(5), id: 'b-1' }))
    frames()
    hear(participant(1, null))
    frames()
    expect(points()).toEqual([])
  })

  it('is nothing when it cannot be read, or comes from somebody who only looks on', () => {
    const { hear, frames, live } = screen()
    hear(
      participant(1, { ...drawn(5), size: 'huge' }),
      participant(2, drawn(5), 'viewer'),
      participant(3, 'ink'),
    )
    frames(3)
    expect(live.strokes('pen')).toEqual([])
  })

  it('is one’s own until it is committed', () => {
    const { live, frames, points, committed } = screen()
    const own = new GrowingStroke('me-1', 'pen', 's', 'ink', { x: 0, y: 0 }, false)
    own.add({ x: 0, y: 0 }, null, 0)
    live.show(own)
    frames(3)
    expect(points()).toEqual([1])
    committed.add('me-1')
    frames()
    expect(points()).toEqual([])
  })
})

describe('a laser', () => {
  it('fades by itself, also when a viewer points, and is not lit again by what is left in presence', () => {
    const { hear, frames, live } = screen()
    hear(participant(1, drawn(10, 'laser', true), 'viewer'))
    frames(10)
    expect(live.lasers()).toHaveLength(1)
    frames(80)
    expect(live.lasers()).toEqual([])
    hear(participant(1, drawn(10, 'laser', true), 'viewer'))
    frames(2)
    expect(live.lasers()).toEqual([])
    expect(live.isMoving).toBe(false)
  })

  it('stays where it is held, however long', () => {
    const { hear, frames, live } = screen()
    hear(participant(1, drawn(10, 'laser')))
    frames(200)
    expect(live.lasers()).toHaveLength(1)
    hear(participant(1, drawn(10, 'laser', true)))
    frames(80)
    expect(live.lasers()).toEqual([])
  })

  it('of one’s own fades after it was drawn', () => {
    const { live, frames } = screen()
    const trail = new LaserTrail(new GrowingStroke('me-1', 'laser', 'm', 'red', { x: 0, y: 0 }, false))
    trail.stroke.add({ x: 0, y: 0 }, null, 0)
    live.point(trail)
    frames(100)
    expect(live.lasers()).toHaveLength(1)
    trail.isHeld = false
    frames(80)
    expect(live.lasers()).toEqual([])
  })
})

it('a window of the wildest hand, with all else that one shows, is within what the server takes of a presence', () => {
  const stroke = new GrowingStroke(
    'zzzzzzzzzzz-zzzzzzzz',
    'highlighter',
    'xl',
    'orange',
    { x: 9e6, y: -9e6 },
    true,
  )
  for (let i = 0; i < WINDOW_POINTS + 10; i++) {
    const side = i % 2 === 0 ? 1 : -1
    stroke.add({ x: side * 9e6, y: -side * 9e6 }, i % 2, 0)
  }
  const state = {
    user: { id: 'x'.repeat(32), name: '🙂'.repeat(40), color: 11, role: 'annotator' },
    cursor: { x: -123456.5, y: 123456.5 },
    editing: 'w:'.padEnd(80, 'x'),
    digest: { inputs: '0'.repeat(16), results: '0'.repeat(16) },
    stroke: liveWindow(stroke.start, stroke.ink(), true),
  }
  expect(new TextEncoder().encode(JSON.stringify(state)).length).toBeLessThan(LIMITS.presenceBytes.value)
})
