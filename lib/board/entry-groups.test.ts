import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { EntryGroups } from './entry-groups'
import { modelOf } from './schema'

/** Groups samples by the first letter of their keys; `read` and `summarised` tell what was looked at. */
function openGroups() {
  const doc = new Y.Doc()
  const model = modelOf(doc)
  model.set('samples', new Y.Map([['a1', 1]]))
  const read: string[] = []
  const summarised: string[] = []
  const groups = new EntryGroups<unknown, string>(model, 'samples', {
    read(key, value) {
      read.push(key)
      return value instanceof Y.Map ? value.get('inner') : value
    },
    groupOf: key => key.charAt(0),
    summarise(entries) {
      const summary = [...entries].map(([key, entry]) => `${key}=${entry}`).join()
      summarised.push(summary)
      return summary
    },
  })
  doc.on('afterTransaction', transaction => groups.noteChanges(transaction))
  const samples = model.get('samples') as Y.Map<unknown> // set above
  return { model, samples, groups, read, summarised }
}

describe('entries in groups', () => {
  it('are read once, and then those alone that change', () => {
    const { model, samples, groups, read, summarised } = openGroups()
    samples.set('b1', 2)
    expect([groups.summary('a'), groups.summary('b')]).toEqual(['a1=1', 'b1=2'])
    model.set('x', 7)
    samples.set('b2', 3)
    expect([groups.summary('a'), groups.summary('b')]).toEqual(['a1=1', 'b1=2,b2=3'])
    expect(read).toEqual(['a1', 'b1', 'b2'])
    expect(summarised).toEqual(['a1=1', 'b1=2', 'b1=2,b2=3'])
  })

  it('leave their group when they are removed', () => {
    const { samples, groups } = openGroups()
    expect([...groups.names()]).toEqual(['a'])
    samples.delete('a1')
    expect(groups.summary('a')).toBe('')
    expect([...groups.names()]).toEqual([])
  })

  it('are read again when a map among them changes', () => {
    const { samples, groups } = openGroups()
    const inner = samples.set('a1', new Y.Map<unknown>([['inner', 'old']]))
    expect(groups.summary('a')).toBe('a1=old')
    inner.set('inner', 'new')
    expect(groups.summary('a')).toBe('a1=new')
  })

  it('follow the name to another map, and to none', () => {
    const { model, groups } = openGroups()
    expect(groups.summary('a')).toBe('a1=1')
    const other = model.set('samples', new Y.Map<unknown>([['a2', 2]]))
    expect(groups.summary('a')).toBe('a2=2')
    other.set('a3', 3)
    expect(groups.summary('a')).toBe('a2=2,a3=3')
    model.set('samples', 5)
    expect(groups.summary('a')).toBe('')
  })
})
