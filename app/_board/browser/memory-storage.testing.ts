/** A `localStorage` for tests, empty at first. */
export function memoryStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  const items = new Map<string, string>()
  return {
    getItem: key => items.get(key) ?? null,
    setItem: (key, text) => void items.set(key, text),
  }
}
