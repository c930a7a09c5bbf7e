import { expect, it } from 'vitest'
import { readPort } from './machine.mjs'

it('takes the port that PORT names, and 3000 when it names none', () => {
  expect(['8080', '0', '', undefined].map(readPort)).toEqual([8080, 0, 3000, 3000])
})

it.each(['abc', '65536', '-1', '80.5', ' '])('refuses PORT="%s" in a sentence', text => {
  expect(() => readPort(text)).toThrow('PORT must be a number')
})
