import { describe, expect, it } from 'vitest'
import { ariaChord, chordText, isChord, type KeyPress, keyCaps } from './chord'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

describe('a chord', () => {
  it('is met by its key with exactly its modifiers', () => {
    expect(isChord(press('v'), 'V')).toBe(true)
    expect(isChord(press('V', { shiftKey: true }), 'V')).toBe(false)
    expect(isChord(press('v', { ctrlKey: true }), 'V')).toBe(false)
    expect(isChord(press('P', { shiftKey: true }), 'Shift+P')).toBe(true)
    expect(isChord(press('g', { ctrlKey: true }), 'Ctrl+Shift+G')).toBe(false)
    expect(isChord(press('G', { ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+G')).toBe(true)
  })

  it('takes ⌘ of a Mac for Ctrl', () => {
    expect(isChord(press('d', { metaKey: true }), 'Ctrl+D')).toBe(true)
  })

  it('takes capitals of a locked keyboard for letters', () => {
    expect(isChord(press('V'), 'V')).toBe(true)
  })

  it('finds digits by their place, since Shift writes something else there', () => {
    expect(isChord(press('!', { code: 'Digit1', shiftKey: true }), 'Shift+1')).toBe(true)
    expect(isChord(press('=', { code: 'Digit0', shiftKey: true }), 'Shift+0')).toBe(true)
  })

  it('finds brackets with Ctrl and Shift, whatever they write then', () => {
    expect(isChord(press('{', { code: 'BracketLeft', ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+[')).toBe(
      true,
    )
  })

  it('finds letters by their place on keyboards that write no Latin ones', () => {
    expect(isChord(press('м', { code: 'KeyV' }), 'V')).toBe(true)
    expect(isChord(press('z', { code: 'KeyY' }), 'Z')).toBe(true)
    expect(isChord(press('z', { code: 'KeyY' }), 'Y')).toBe(false)
  })

  it('takes the question mark with or without Shift', () => {
    expect(isChord(press('?', { shiftKey: true }), '?')).toBe(true)
    expect(isChord(press('?'), '?')).toBe(true)
  })

  it('zooms in with plus, with and without Shift', () => {
    expect(isChord(press('=', { code: 'Equal', ctrlKey: true }), 'Ctrl+=')).toBe(true)
    expect(isChord(press('+', { code: 'NumpadAdd', ctrlKey: true }), 'Ctrl+=')).toBe(true)
  })

  it('is written as on the keys', () => {
    expect(keyCaps('Ctrl+Shift+ArrowLeft')).toEqual(['Ctrl', 'Shift', '←'])
    expect(chordText('Ctrl+Shift+G', true)).toBe('⌘⇧G')
    expect(chordText('Ctrl+-')).toBe('Ctrl+−')
    expect(ariaChord('Ctrl+G')).toBe('Control+G')
  })
})
