/**
 * How V8 is to keep the server's heap, for Node 20 to 24. It would let garbage grow to several times of what is used before it
 * looks at all of it; so it looks when a tenth is garbage, which its helper threads do beside the event loop.
 */
export const MEMORY_FLAGS = [
  '--max-semi-space-size=2',
  '--initial-old-space-size=32',
  '--heap-growing-percent=10',
]

/** One pool of the C library for all threads: the server's are too few to get in each other's way. */
export const MEMORY_ENVIRONMENT = { MALLOC_ARENA_MAX: '1' }
