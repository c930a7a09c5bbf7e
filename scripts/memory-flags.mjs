/**
 * How V8 is to keep the server's heap, for Node 20 to 24. It would let garbage grow to several times of what is used before it
 * looks at all of it; so it looks when a third is garbage, which takes a little more of its helper threads' time.
 */
export const MEMORY_FLAGS = [
  '--max-semi-space-size=8',
  '--initial-old-space-size=32',
  '--heap-growing-percent=30',
]
