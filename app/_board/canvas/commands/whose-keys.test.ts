import { describe, expect, it } from 'vitest'
import { mayTake, whoseKeys } from './whose-keys'

/** Something that answers to these parts of a selector. */
const element = (...is: readonly string[]) => ({
  closest: (selectors: string) => (selectors.split(', ').some(each => is.includes(each)) ? {} : null),
})

describe('who the keys belong to', () => {
  it('is the board when nothing has the focus', () => {
    expect(whoseKeys(null)).toBe('board')
    expect(whoseKeys(element())).toBe('board')
  })

  it('is whoever types, also in rich text', () => {
    expect(whoseKeys(element('textarea'))).toBe('field')
    expect(whoseKeys({ ...element(), isContentEditable: true })).toBe('field')
  })

  it('is an open dialog or menu, with all that is in it', () => {
    expect(whoseKeys(element('[role=menu]', 'button'))).toBe('surface')
  })

  it('leaves the arrows and Delete to sliders and the values of the chain, and no more', () => {
    const owner = whoseKeys(element('[data-quantity]'))
    for (const key of ['ArrowLeft', 'Enter', ' ', 'Delete', 'Tab'])
      expect(mayTake(owner, key, true)).toBe(false)
    expect(mayTake(owner, 'v', false)).toBe(true)
  })

  it('leaves Enter and Space to a button, and takes the arrows', () => {
    const owner = whoseKeys(element('button'))
    expect(mayTake(owner, 'Enter', false)).toBe(false)
    expect(mayTake(owner, 'ArrowLeft', false)).toBe(true)
  })

  it('gives a typist the palette and nothing else', () => {
    expect(mayTake('field', 'v', false)).toBe(false)
    expect(mayTake('field', 'k', true)).toBe(true)
  })
})
