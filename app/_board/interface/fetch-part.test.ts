import { expect, it } from 'vitest'
import { fetchPart, type Surroundings } from './fetch-part'

/** A network that is there or not, and what was waited for. */
function network(isOnline = true) {
  const waited: (number | 'online')[] = []
  const surroundings: Surroundings = {
    isOnline: () => isOnline,
    online: async () => {
      waited.push('online')
      isOnline = true
    },
    delay: async ms => waited.push(ms),
  }
  return { waited, surroundings }
}

/** A part that comes after so many failures. */
function failing(times: number) {
  return async () => {
    if (times-- > 0) throw new Error('not there')
    return 'part'
  }
}

it('asks once for what comes', async () => {
  const { waited, surroundings } = network()
  expect(await fetchPart(failing(0), surroundings)).toBe('part')
  expect(waited).toEqual([])
})

it('waits for the network where there is none', async () => {
  const { waited, surroundings } = network(false)
  expect(await fetchPart(failing(1), surroundings)).toBe('part')
  expect(waited).toEqual(['online'])
})

it('asks a server that does not answer again, ever more patiently', async () => {
  const { waited, surroundings } = network()
  expect(await fetchPart(failing(3), surroundings)).toBe('part')
  expect(waited).toEqual([1_000, 3_000, 9_000])
})

it('says in the end what is wrong', async () => {
  const { surroundings } = network()
  await expect(fetchPart(failing(4), surroundings)).rejects.toThrow('not there')
})
