import { describe, expect, it } from 'vitest'
import type { Command } from '../commands/command'
import { commandsFor } from './find-commands'

const command = (words: string, more: Partial<Command> = {}): Command => ({
  id: words,
  words,
  group: 'Edit',
  keys: [],
  isEnabled: () => true,
  run: () => undefined,
  ...more,
})

const COMMANDS = [
  command('Bring to front', { group: 'Arrange' }),
  command('Ungroup', { group: 'Arrange' }),
  command('Group', { group: 'Arrange' }),
  command('Pen', { group: 'Tools' }),
  command('Leave', { isKeysOnly: true }),
]
const wordsFor = (typed: string) => commandsFor(COMMANDS, typed).map(({ words }) => words)

describe('the palette', () => {
  it('shows everything in the order of the groups before anything is typed', () => {
    expect(wordsFor('')).toEqual(['Pen', 'Bring to front', 'Ungroup', 'Group'])
  })

  it('has what begins with the words before what only has them in it', () => {
    expect(wordsFor('grou')).toEqual(['Group', 'Ungroup'])
  })

  it('takes several beginnings in any order', () => {
    expect(wordsFor('fr bri')).toEqual(['Bring to front'])
  })

  it('finds nothing for nonsense, and offers nothing that is for keys alone', () => {
    expect(wordsFor('zzz')).toEqual([])
    expect(wordsFor('leave')).toEqual([])
  })
})
