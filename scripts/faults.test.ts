import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

const rows = read('docs/faults.md')
  .split('\n')
  .map(line => line.split('|').map(cell => cell.trim()))
  .flatMap(([, id, , holds, shownBy]) => (/^D\d+$/.test(id ?? '') ? [{ id, holds, shownBy }] : []))

const filesNamedIn = (cell: string): string[] =>
  [...cell.matchAll(/`([^`\s]+\/[^`\s]+)`/g)].map(([, path]) => path)

describe('the table of faults', () => {
  it('has every fault that the rooms and their client must bear', () => {
    const wanted = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 17, 18, 19, 20, 23, 24, 25, 26]
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(wanted.map(n => `D${n}`)))
  })

  it.each(rows)('$id names tests that quote it, or says why there is none', ({ id, holds, shownBy }) => {
    const files = filesNamedIn(shownBy)
    if (files.length === 0) expect(holds).toMatch(/^Not yet: /)
    for (const file of files) {
      expect(existsSync(join(ROOT, file)), file).toBe(true)
      expect(read(file), file).toMatch(new RegExp(`\\b${id}\\b.*['\`]`))
    }
  })
})
