import { describe, expect, it } from 'vitest'
import { boxAt } from '@/lib/canvas'
import { keyFromPage, placeNow, placeOnElement, placeOnQuantity, placeWords } from './thread-place'

const layers = [
  { id: 'a', w: 1, b: 0, activation: 'tanh' },
  { id: 'b', w: 1, b: 0, activation: 'tanh' },
] as const
const at = (x: number) => ({
  quantityBox: (key: string) => (key === 'delta/b' ? boxAt({ x, y: 0 }, 20, 10) : null),
  get: (id: string) => (id === 'n' ? { box: boxAt({ x, y: 50 }, 100, 40) } : undefined),
})

describe('a thread', () => {
  it('on a quantity stands at its corner, follows it, and stays where it was begun when it goes', () => {
    const place = placeOnQuantity(at(100), 'delta/b')
    expect(place).toMatchObject({ x: 120, y: 0 })
    if (place === null) throw new Error('There is no such quantity.')
    expect(placeNow(place, at(300))).toEqual({ x: 320, y: 0 })
    expect(placeNow(place, { quantityBox: () => null, get: () => undefined })).toEqual({ x: 120, y: 0 })
  })

  it('on an annotation stands where it was begun on it', () => {
    const place = placeOnElement({ id: 'n', box: boxAt({ x: 0, y: 50 }, 100, 40) }, { x: 10, y: 60 })
    expect(placeNow(place, at(200))).toEqual({ x: 210, y: 60 })
  })

  it('says what it is about, by the number that the layer has now, and that this is gone', () => {
    const anchor = { to: 'quantity', quantity: 'delta/b', dx: 0, dy: 0 } as const
    const place = { x: 0, y: 0, anchor }
    expect(placeWords(place, layers, new Map())).toBe('on δ_2')
    expect(placeWords(place, layers.slice(1), new Map())).toBe('on δ_1')
    expect(placeWords(place, layers.slice(0, 1), new Map())).toBe('on a quantity that is gone')
    expect(placeWords({ ...place, anchor: null }, layers, new Map())).toBeNull()
  })

  it('finds the quantity that the page names', () => {
    expect(keyFromPage('delta:2', layers)).toBe('delta/b')
    expect(keyFromPage('eta', layers)).toBe('eta')
    expect(keyFromPage('delta:9', layers)).toBeNull()
    expect(keyFromPage('moon', layers)).toBeNull()
  })
})
