import { describe, expect, it } from 'vitest'
import { wholeNumber } from './whole-number'

const read = wholeNumber(1, 100)

describe('a whole number that is typed', () => {
  it('is read within its limits', () => {
    expect(read('7')).toMatchObject({ ok: true, value: 7 })
    expect(read('100')).toMatchObject({ ok: true, value: 100 })
  })

  it.each(['0', '101', '1.5', '-3'])('is refused as %s, with the limits in words', text => {
    expect(read(text)).toEqual({ ok: false, message: 'This takes a whole number from 1 to 100.' })
  })

  it('is refused in other words where it is no number at all', () => {
    expect(read('two')).toMatchObject({ ok: false })
  })
})
