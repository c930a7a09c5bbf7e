import { expect, it } from 'vitest'
import { AddressBuckets } from './address-buckets'

it('gives each address a minute’s worth at once, and more as time passes', () => {
  const buckets = new AddressBuckets(60)
  const take = (address: string, count: number, now: number) =>
    Array.from({ length: count }, () => buckets.take(address, now)).filter(Boolean).length
  expect(take('a', 100, 0)).toBe(60)
  expect(take('b', 10, 0)).toBe(10)
  expect(take('a', 100, 5_000)).toBe(5)
})

it('remembers nobody longer than it must', () => {
  const buckets = new AddressBuckets(60)
  for (let i = 0; i < 1_000; i++) buckets.take(`a${i}`, i)
  expect(buckets.size).toBe(1_000)
  buckets.take('b', 60_500)
  expect(buckets.size).toBe(500)
})
