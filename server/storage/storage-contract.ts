import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { forEachRole } from '../links'
import { type Claim, LinksChanged, type LoggedUpdate, type Storage, type StoredLinks } from './storage'

const links = (name: string): StoredLinks =>
  forEachRole(role => ({ rotation: 0, secretHash: `${name} ${role}` }))

const update = (boardId: string, n: number): LoggedUpdate => {
  return { boardId, n, participant: `p${n}`, at: 1_700_000_000_000 + n, bytes: Uint8Array.of(n, 0, 255) }
}

const claim = (boardId: string, client: number, participant: string | null, at = client): Claim => {
  return { boardId, client, participant, at }
}

/** A copy whose bytes are plain, whatever the database reads them as. */
const plain = <Row extends { bytes: Uint8Array }>(row: Row): Row => ({
  ...row,
  bytes: new Uint8Array(row.bytes),
})

/** What every storage must do. `open` opens the same storage again after it was closed. */
export function describeStorage(
  name: string,
  prepare: () => Promise<{
    /** With how many bytes of archive a board, where that is not what a test leaves open. */
    open: (historyBytes?: number) => Promise<Storage>
    remove: () => void
  }>,
) {
  describe(name, () => {
    let place: Awaited<ReturnType<typeof prepare>>
    let storage: Storage

    beforeEach(async () => {
      place = await prepare()
      storage = await place.open()
    })

    afterEach(async () => {
      await storage.close()
      place.remove()
    })

    async function reopen(): Promise<void> {
      await storage.close()
      storage = await place.open()
    }

    const logOf = async (boardId: string) => (await storage.loadBoard(boardId)).updates.map(plain)

    it('keeps boards, links and every field of the log over a restart', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      await storage.appendUpdates([update('a', 2)])
      await reopen()
      expect(await storage.findLinks('a')).toEqual(links('a'))
      expect(await logOf('a')).toEqual([update('a', 1), update('a', 2)])
    })

    it('keeps its generation over a restart', async () => {
      const { generation } = storage
      await reopen()
      expect(storage.generation).toBe(generation)
    })

    it('knows nothing of a board that was not created', async () => {
      expect(await storage.findLinks('a')).toBeNull()
      await expect(storage.loadBoard('a')).rejects.toThrow('no log')
      await expect(storage.appendUpdates([update('a', 1)])).rejects.toThrow()
    })

    it('appends to many boards at once, more rows than one statement takes', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      await storage.createBoard('b', links('b'), update('b', 1))
      const rows = Array.from({ length: 2_500 }, (_, i) => [update('a', i + 2), update('b', i + 2)]).flat()
      await storage.appendUpdates(rows)
      expect((await logOf('a')).map(({ n }) => n)).toEqual(Array.from({ length: 2_501 }, (_, i) => i + 1))
      expect(await logOf('b')).toHaveLength(2_501)
    })

    it('appends nothing when one row cannot be appended', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      await storage.createBoard('b', links('b'), update('b', 1))
      await expect(storage.appendUpdates([update('b', 2), update('a', 1)])).rejects.toThrow()
      expect(await logOf('b')).toEqual([update('b', 1)])
    })

    it('replaces the links of one board and no others', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      await storage.createBoard('b', links('b'), update('b', 1))
      const after = { ...links('a'), viewer: { rotation: 1, secretHash: 'new' } }
      await storage.replaceLinks('a', links('a'), after)
      expect(await storage.findLinks('a')).toEqual(after)
      expect(await storage.findLinks('b')).toEqual(links('b'))
    })

    it('replaces no link when one was replaced since they were read', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      const first = { ...links('a'), viewer: { rotation: 1, secretHash: 'first' } }
      const second = forEachRole(role => ({ rotation: 1, secretHash: `second ${role}` }))
      await storage.replaceLinks('a', links('a'), first)
      await expect(storage.replaceLinks('a', links('a'), second)).rejects.toThrow(LinksChanged)
      expect(await storage.findLinks('a')).toEqual(first)
    })

    it('deletes a board with all that hangs on it, for good, and no other', async () => {
      for (const id of ['a', 'b']) {
        await storage.createBoard(id, links(id), update(id, 1))
        await storage.appendUpdates([update(id, 2)], [claim(id, 7, 'p')])
        await storage.compact(id, { n: 1, bytes: Uint8Array.of(1), authors: new Map() })
        await storage.addImage(id, { hash: 'h', type: 'image/png', bytes: Uint8Array.of(1) }, 5, 100)
      }
      await storage.deleteBoard('a', links('a'))
      await reopen()
      expect(await storage.findLinks('a')).toBeNull()
      await expect(storage.loadBoard('a')).rejects.toThrow()
      await expect(storage.appendUpdates([update('a', 3)])).rejects.toThrow()
      await expect(storage.appendUpdates([], [claim('a', 8, 'p')])).rejects.toThrow()
      expect(await storage.findLinks('b')).toEqual(links('b'))
      expect(await logOf('b')).toEqual([update('b', 2)])
      await storage.createBoard('a', links('new'), update('a', 1))
      expect(await logOf('a')).toEqual([update('a', 1)])
    })

    it('keeps images over a restart, each once, as many as a board may have', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      await storage.createBoard('b', links('b'), update('b', 1))
      const image = (n: number) => ({ hash: `${n}`, type: 'image/png', bytes: Uint8Array.of(n, 0, 255) })
      expect(await storage.addImage('a', image(1), 5, 6)).toBe(true)
      expect(await storage.addImage('a', image(1), 6, 6)).toBe(true)
      expect(await storage.addImage('a', image(2), 7, 6)).toBe(true)
      expect(await storage.addImage('a', image(3), 8, 6)).toBe(false)
      expect(await storage.addImage('b', image(3), 9, 6)).toBe(true)
      await expect(storage.addImage('nowhere', image(1), 5, 6)).rejects.toThrow()
      await reopen()
      const found = await storage.findImage('a', '1')
      expect(found && plain(found)).toEqual(image(1))
      expect(await storage.findImage('a', '3')).toBeNull()
    })

    it('deletes no board of which a link was replaced since they were read', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      await storage.replaceLinks('a', links('a'), {
        ...links('a'),
        viewer: { rotation: 1, secretHash: 'new' },
      })
      await expect(storage.deleteBoard('a', links('a'))).rejects.toThrow(LinksChanged)
      expect(await logOf('a')).toEqual([update('a', 1)])
      await expect(storage.deleteBoard('nowhere', links('a'))).rejects.toThrow(LinksChanged)
    })

    it('deletes a board that is written to at the same moment whole, or refuses the writing', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      const appends = Array.from({ length: 20 }, (_, i) => storage.appendUpdates([update('a', i + 2)]))
      const outcomes = await Promise.allSettled([...appends, storage.deleteBoard('a', links('a'))])
      expect(outcomes.at(-1)).toMatchObject({ status: 'fulfilled' })
      expect(await storage.findLinks('a')).toBeNull()
      await expect(storage.loadBoard('a')).rejects.toThrow()
    })

    it('puts a snapshot in the place of the updates up to it (D8)', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      await storage.createBoard('b', links('b'), update('b', 1))
      await storage.appendUpdates([update('a', 2), update('a', 3)])
      const authors = new Map([
        [2 ** 32 + 1, 'ada'],
        [7, 'ben'],
      ])
      await storage.compact('a', { n: 2, bytes: Uint8Array.of(7), authors: new Map() })
      await storage.compact('a', { n: 2, bytes: Uint8Array.of(8), authors })
      const { snapshot, updates } = await storage.loadBoard('a')
      expect(snapshot === null ? null : plain(snapshot)).toEqual({ n: 2, bytes: Uint8Array.of(8), authors })
      expect(updates.map(plain)).toEqual([update('a', 3)])
      expect(await logOf('b')).toEqual([update('b', 1)])
    })

    it('refuses to load a board whose log has a hole', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      await storage.appendUpdates([update('a', 3)])
      await expect(storage.loadBoard('a')).rejects.toThrow('Update 2 of board a is missing')
    })

    it('gives a log back in its order, in whatever order it came', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      await storage.appendUpdates([update('a', 4), update('a', 2)])
      await storage.appendUpdates([update('a', 3)])
      expect((await logOf('a')).map(({ n }) => n)).toEqual([1, 2, 3, 4])
    })

    it('appends to a thousand boards at once', async () => {
      const ids = Array.from({ length: 1_000 }, (_, i) => `board ${i}`)
      for (let i = 0; i < ids.length; i += 50) {
        const some = ids.slice(i, i + 50)
        await Promise.all(some.map(id => storage.createBoard(id, links(id), update(id, 1))))
      }
      await storage.appendUpdates(ids.map(id => update(id, 2)))
      for (const id of [ids[0], ids[500], ids[999]]) expect(await logOf(id)).toHaveLength(2)
    })

    it('takes appends that come at the same time, each of them whole', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      const appends = Array.from({ length: 20 }, (_, i) => [update('a', 2 * i + 2), update('a', 2 * i + 3)])
      await Promise.all(appends.map(rows => storage.appendUpdates(rows)))
      expect((await logOf('a')).map(({ n }) => n)).toEqual(Array.from({ length: 41 }, (_, i) => i + 1))
    })

    it('takes only one of two different appends of the same numbers', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      const [mine, other] = [update('a', 2), { ...update('a', 2), participant: 'somebody else' }]
      const outcomes = await Promise.allSettled([
        storage.appendUpdates([mine]),
        storage.appendUpdates([other]),
      ])
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect([mine, other]).toContainEqual((await logOf('a'))[1])
    })

    it('takes an append again whose end nobody heard of', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      const rows = [update('a', 2), update('a', 3)]
      await storage.appendUpdates(rows)
      await storage.appendUpdates(rows)
      expect(await logOf('a')).toEqual([update('a', 1), ...rows])
      await expect(storage.appendUpdates([...rows, update('a', 4)])).rejects.toThrow()
      await expect(storage.appendUpdates([{ ...rows[0], bytes: Uint8Array.of(1) }])).rejects.toThrow()
      expect(await logOf('a')).toHaveLength(3)
    })

    it('keeps an update of 20 MB and one of nothing, to the byte', async () => {
      const large = new Uint8Array(20 * 1_048_576).map((_, i) => i * 31)
      await storage.createBoard('a', links('a'), { ...update('a', 1), bytes: large })
      await storage.appendUpdates([{ ...update('a', 2), bytes: new Uint8Array() }])
      const log = (await storage.loadBoard('a')).updates
      expect(Buffer.compare(log[0].bytes, large)).toBe(0)
      expect(log[1].bytes).toHaveLength(0)
    })

    it('keeps names of any letters and times of any day', async () => {
      const first = { ...update('ß☃😀', 1), participant: '日本 \u202e"\';--%', at: 8_640_000_000_000_000 }
      await storage.createBoard('ß☃😀', links('😀'), first)
      await reopen()
      expect(await logOf('ß☃😀')).toEqual([first])
      expect(await storage.findLinks('ß☃😀')).toEqual(links('😀'))
    })

    it('creates a board once, and leaves the first one alone', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      await expect(storage.createBoard('a', links('b'), update('a', 1))).rejects.toThrow()
      expect(await storage.findLinks('a')).toEqual(links('a'))
    })

    it('lets one of two who replace links at the same time win, and never mixes them', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      for (let rotation = 1; rotation <= 10; rotation++) {
        const before = (await storage.findLinks('a')) ?? links('a')
        const rivals = ['mine', 'other'].map(name =>
          forEachRole(role => ({ rotation, secretHash: `${name} ${role}` })),
        )
        const outcomes = await Promise.allSettled(
          rivals.map(after => storage.replaceLinks('a', before, after)),
        )
        const winners = rivals.filter((_, i) => outcomes[i].status === 'fulfilled')
        expect([await storage.findLinks('a')]).toEqual(winners)
      }
    })

    const claimsOf = async (boardId: string) => [...((await storage.loadBoard(boardId)).claims ?? [])]

    it('keeps whose client ids are over a restart, the oldest first, with updates or without (A8)', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      await storage.createBoard('b', links('b'), update('b', 1))
      await storage.appendUpdates([], [claim('a', 2 ** 53 - 1, 'ada', 1), claim('b', 9, 'ben')])
      await storage.appendUpdates([update('a', 2)], [claim('a', 7, 'cem', 0), claim('a', 4, 'dot', 2)])
      await reopen()
      expect(await claimsOf('a')).toEqual([
        [7, 'cem'],
        [2 ** 53 - 1, 'ada'],
        [4, 'dot'],
      ])
      expect(await claimsOf('b')).toEqual([[9, 'ben']])
      expect(await logOf('a')).toHaveLength(2)
    })

    it('lets go of claims, and of several to one id believes the last', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      await storage.createBoard('b', links('b'), update('b', 1))
      await storage.appendUpdates([], [claim('a', 7, 'ada'), claim('b', 7, 'ada'), claim('a', 8, 'ada')])
      const later = [claim('a', 7, 'ben'), claim('a', 7, null), claim('a', 8, null), claim('a', 8, 'cem')]
      for (let i = 0; i < 2; i++) await storage.appendUpdates([], later)
      expect([await claimsOf('a'), await claimsOf('b')]).toEqual([[[8, 'cem']], [[7, 'ada']]])
    })

    it('keeps claims and updates together: both or neither, and both again', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      const other = { ...update('a', 1), participant: 'somebody else' }
      await expect(storage.appendUpdates([other], [claim('a', 7, 'ada')])).rejects.toThrow()
      await expect(storage.appendUpdates([], [claim('nothing', 7, 'ada')])).rejects.toThrow()
      expect(await claimsOf('a')).toEqual([])
      for (let i = 0; i < 2; i++) await storage.appendUpdates([update('a', 2)], [claim('a', 7, 'ada')])
      expect([await logOf('a'), await claimsOf('a')]).toMatchObject([{ length: 2 }, [[7, 'ada']]])
    })

    it('takes the claims of more people at once than one statement does', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      const claims = Array.from({ length: 2_500 }, (_, i) => claim('a', i, `p${i}`))
      await storage.appendUpdates([], claims)
      expect(await claimsOf('a')).toHaveLength(2_500)
      await storage.appendUpdates(
        [],
        claims.map(one => ({ ...one, participant: null })),
      )
      expect(await claimsOf('a')).toEqual([])
    })

    it('drops claims to ids that have an author in a snapshot, and no others', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      await storage.createBoard('b', links('b'), update('b', 1))
      await storage.appendUpdates([], [claim('a', 7, 'ada'), claim('a', 8, 'ben'), claim('b', 7, 'ada')])
      await storage.compact('a', { n: 1, bytes: Uint8Array.of(7), authors: new Map([[7, 'ada']]) })
      expect([await claimsOf('a'), await claimsOf('b')]).toEqual([[[8, 'ben']], [[7, 'ada']]])
    })

    it('shows a board as it is at one moment, while it is compacted and written to', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      const read = async () => {
        const { snapshot, updates } = await storage.loadBoard('a')
        return { from: (snapshot?.n ?? 0) + 1, numbers: updates.map(({ n }) => n) }
      }
      for (let n = 2; n < 30; n++) {
        const snapshot = { n: n - 1, bytes: Uint8Array.of(n), authors: new Map() }
        const [seen] = await Promise.all([
          read(),
          storage.appendUpdates([update('a', n)]),
          storage.compact('a', snapshot),
        ])
        expect(seen.numbers).toEqual(seen.numbers.map((_, i) => seen.from + i))
      }
      expect(await read()).toEqual({ from: 29, numbers: [29] })
    })

    it('lets the oldest of a long history go, but keeps who and when', async () => {
      await storage.close()
      storage = await place.open(30)
      await storage.createBoard('a', links('a'), update('a', 1))
      for (let n = 1; n <= 5; n++) {
        await storage.compact('a', { n, bytes: Uint8Array.of(n), authors: new Map() })
        await storage.appendUpdates([update('a', n + 1)])
      }
      expect((await logOf('a')).map(({ n }) => n)).toEqual([6])
    })

    /** A board of one author who sets a key anew and again, and what it is after each of these updates. */
    function setAgain(times: number) {
      const doc = new Y.Doc()
      const updates: LoggedUpdate[] = []
      doc.on('update', (bytes: Uint8Array) => updates.push({ ...update('a', updates.length + 1), bytes }))
      const states = Array.from({ length: times }, (_, i) => {
        doc.getMap('model').set('x', `value ${i}`.repeat(20))
        return Y.encodeStateAsUpdate(doc)
      })
      return { updates, states }
    }

    it('tells the whole history of a board, folded or not, with who and when (Y17)', async () => {
      const { updates, states } = setAgain(6)
      await storage.createBoard('a', links('a'), updates[0])
      await storage.appendUpdates(updates.slice(1))
      for (const n of [2, 4]) await storage.compact('a', { n, bytes: states[n - 1], authors: new Map() })
      await reopen()
      const history = await storage.readHistory('a')
      expect([history.start, history.updates.map(plain)]).toEqual([null, updates])
      await expect(storage.readHistory('nothing')).rejects.toThrow()
    })

    it('keeps of a long history what the board was where the rest begins, so that the rest can be read (Y17)', async () => {
      await storage.close()
      storage = await place.open(280)
      const { updates, states } = setAgain(12)
      await storage.createBoard('a', links('a'), updates[0])
      await storage.appendUpdates(updates.slice(1))
      for (let n = 2; n <= 10; n += 2)
        await storage.compact('a', { n, bytes: states[n - 1], authors: new Map() })
      const { start, updates: kept } = await storage.readHistory('a')
      const base = start?.n ?? 0
      expect(base).toBeGreaterThanOrEqual(4)
      expect(base).toBeLessThanOrEqual(8)
      expect(start?.at).toBe(updates[base - 1].at)
      expect(kept.map(plain)).toEqual(updates.slice(base))
      const doc = new Y.Doc()
      for (const bytes of [start?.bytes ?? Uint8Array.of(0, 0), ...kept.map(({ bytes }) => bytes)])
        Y.applyUpdate(doc, bytes)
      expect(Y.encodeStateAsUpdate(doc)).toEqual(states.at(-1))
    })

    it('tells what it can when the oldest of its history cannot be read any more', async () => {
      await storage.close()
      storage = await place.open(30)
      await storage.createBoard('a', links('a'), update('a', 1))
      for (let n = 1; n <= 5; n++) {
        await storage.compact('a', { n, bytes: Uint8Array.of(n), authors: new Map() })
        await storage.appendUpdates([update('a', n + 1)])
      }
      const { start, updates } = await storage.readHistory('a')
      expect([start?.n, start?.at]).toEqual([5, update('a', 5).at])
      expect(updates.map(plain)).toEqual([update('a', 6)])
    })

    it('changes nothing when it compacts what is not all there (D8)', async () => {
      await storage.createBoard('a', links('a'), update('a', 1))
      const snapshot = { n: 5, bytes: Uint8Array.of(7), authors: new Map() }
      await expect(storage.compact('nothing', snapshot)).rejects.toThrow()
      await storage.appendUpdates([update('a', 3)])
      await expect(storage.compact('a', snapshot)).rejects.toThrow()
      await storage.appendUpdates([update('a', 2)])
      expect(await logOf('a')).toEqual([update('a', 1), update('a', 2), update('a', 3)])
    })
  })
}
