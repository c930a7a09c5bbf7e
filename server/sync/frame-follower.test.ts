import fc from 'fast-check'
import { expect, it } from 'vitest'
import { frame } from '../testing/raw-socket'
import { FrameFollower } from './frame-follower'

const piece = fc.record({
  length: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constantFrom(125, 126, 127, 65_535, 65_536, 70_000)),
  pingAfter: fc.boolean(),
})
const messages = fc.array(fc.array(piece, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })

it('knows after every byte how much of an unfinished message has come, however frames and chunks are cut', () => {
  fc.assert(
    fc.property(messages, fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1 }), (said, cuts) => {
      /** For each byte of the stream, what is unfinished after it. */
      const expected: number[] = []
      const frames: Buffer[] = []
      for (const pieces of said) {
        let before = 0
        for (const [i, { length, pingAfter }] of pieces.entries()) {
          const isLast = i === pieces.length - 1
          const payload = new Uint8Array(length)
          const bytes = frame(i === 0 ? 'binary' : 'continuation', payload, { fin: isLast })
          frames.push(bytes)
          const head = bytes.length - length
          for (let at = 1; at <= bytes.length; at++) expected.push(before + Math.max(0, at - head))
          before += length
          if (isLast) {
            before = 0
            expected[expected.length - 1] = 0
          }
          if (!pingAfter) continue
          const ping = frame('ping', new Uint8Array(9))
          frames.push(ping)
          for (let at = 0; at < ping.length; at++) expected.push(before)
        }
      }
      const stream = Buffer.concat(frames)
      const follower = new FrameFollower()
      for (let at = 0, i = 0; at < stream.length; i++) {
        const end = Math.min(stream.length, at + (cuts[i % cuts.length] ?? 1))
        follower.take(stream.subarray(at, end))
        at = end
        expect(follower.unfinished).toBe(expected[end - 1])
      }
      expect([follower.unfinished, follower.finished]).toEqual([0, said.length])
    }),
  )
})
