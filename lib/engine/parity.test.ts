import { expect, it } from 'vitest'
import { parityDigest, SMALL } from './parity'

// Every result behind it is defined to the bit, so this value is right for every engine, machine and refactoring.
it('the engine computes the bits that it has always computed', () => {
  expect(parityDigest(SMALL)).toBe('472b5df3dc549b26')
})
