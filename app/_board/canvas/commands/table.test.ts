import { describe, expect, it } from 'vitest'
import { stageForTests } from '../tools/select/stage.testing'
import { isChord } from './chord'
import { COMMANDS } from './table'

describe('the table of commands', () => {
  it('names every command once', () => {
    const ids = COMMANDS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('gives every key to one command, but for the arrows, which move the selection or the board', () => {
    const taken = new Map<string, string[]>()
    for (const { id, keys } of COMMANDS)
      for (const key of keys) taken.set(key, [...(taken.get(key) ?? []), id])
    const shared = [...taken].filter(([, ids]) => ids.length > 1)
    for (const [key, ids] of shared) {
      expect(key).toMatch(/Arrow/)
      expect(ids.filter(id => !id.startsWith('pan.'))).toHaveLength(1)
    }
  })

  it.each([
    'V H P D B Shift+P E T N M A L R O F K C Q',
    'Ctrl+Z Ctrl+Shift+Z Ctrl+Y Ctrl+D Ctrl+G Ctrl+Shift+G',
    '[ ] Ctrl+[ Ctrl+] Ctrl+Shift+[ Ctrl+Shift+]',
    "Shift+1 Shift+2 Shift+0 Ctrl+0 Ctrl+= Ctrl+- Ctrl+' Ctrl+. Shift+L Ctrl+A",
    'Delete Backspace Escape Enter Ctrl+C Ctrl+X Ctrl+V Ctrl+K Ctrl+/ ?',
    'ArrowLeft Shift+ArrowLeft Ctrl+Shift+ArrowLeft Tab Shift+Tab',
  ])('has the keys that people bring along: %s', keys => {
    for (const key of keys.split(' ')) {
      expect(COMMANDS.some(command => command.keys.includes(key))).toBe(true)
    }
  })

  it('answers a key of a French keyboard, where digits are typed with Shift', () => {
    const press = {
      key: '1',
      code: 'Digit1',
      shiftKey: true,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
    }
    expect(COMMANDS.find(({ keys }) => keys.some(chord => isChord(press, chord)))?.id).toBe('view.all')
  })

  it('offers whoever looks on nothing that changes the board', () => {
    const { stage } = stageForTests()
    const onlooker = { ...stage, mayAnnotate: false }
    const offered = COMMANDS.filter(command => command.isEnabled(onlooker)).map(({ group }) => group)
    expect(new Set(offered)).toEqual(new Set(['Tools', 'View', 'Learn', 'Share']))
  })
})
