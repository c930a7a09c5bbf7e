/** What this browser keeps under `key`; null when there is nothing, or when storage is refused (private windows). */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Keeps `text` in this browser. Where storage is refused or full nothing is kept: callers must live with that. */
export function writeStored(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
  } catch {
    // See above.
  }
}

/** The JSON value of a stored text, or null when it is none: what lies in storage may be old or tampered with. */
export function parseStored(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
