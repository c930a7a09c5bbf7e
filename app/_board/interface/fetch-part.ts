/** How long it is waited before a part is asked for again while there seems to be a network: a server that restarts is back by then. In ms. */
const PAUSES_MS = [1_000, 3_000, 9_000]

/** What tells of the network, and waits. */
export interface Surroundings {
  isOnline(): boolean
  /** Resolves when there is a network again. */
  online(): Promise<unknown>
  delay(ms: number): Promise<unknown>
}

const BROWSER: Surroundings = {
  isOnline: () => navigator.onLine,
  online: () => new Promise(resolve => addEventListener('online', resolve, { once: true })),
  delay: ms => new Promise(resolve => setTimeout(resolve, ms)),
}

/**
 * Fetches a part of the page. Without a network it waits for one; a server that does not answer is asked a few times more, and
 * then the error is the caller's: a part of an older release may be gone from it.
 */
export async function fetchPart<Part>(
  load: () => Promise<Part>,
  { isOnline, online, delay }: Surroundings = BROWSER,
): Promise<Part> {
  for (let failures = 0; ; ) {
    try {
      return await load()
    } catch (error) {
      if (!isOnline()) {
        await online()
        continue
      }
      const pause = PAUSES_MS[failures++]
      if (pause === undefined) throw error
      await delay(pause)
    }
  }
}
