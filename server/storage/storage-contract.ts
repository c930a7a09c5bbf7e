import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forEachRole } from '../links'
import { LinksChanged, type LoggedUpdate, type Storage, type StoredLinks } from './storage'

const links = (name: string): StoredLinks =>
  forEachRole(role => ({ rotation: 0, secretHash: `${name} ${role}` }))

const update = (boardId: string, n: number): LoggedUpdate => {
  return { boardId, n, participant: `p${n}`, at: 1_700_000_000_000 + n, bytes: Uint8Array.of(n, 0, 255) }
}

/** A copy whose bytes are plain, whatever the database reads them as. */
const plain = <Row extends { bytes: Uint8Array }>(row: Row): Row => ({
  ...row,
  bytes: new Uint8Array(row.bytes),
})

/** What every storage must do. `open` opens the same storage again after it was closed. */
export function describeStorage(
  name: string,
  prepare: () => Promise<{ open: () => Promise<Storage>; remove: () => void }>,
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
  })
}
