/** How long a browser's database may take to answer before a page goes on without it, in ms. */
const PATIENCE_MS = 3000

/**
 * Opens a database of this browser, with these stores, of which `autoIncrement` ones number their rows. Null where the
 * browser has none (some private windows), refuses, or does not answer in time.
 */
export function openDatabase(
  name: string,
  stores: Readonly<Record<string, IDBObjectStoreParameters>>,
): Promise<IDBDatabase | null> {
  return inTime(
    new Promise<IDBDatabase | null>(resolve => {
      const request = indexedDB.open(name, 1) // throws where there is no such thing: the promise rejects
      request.onupgradeneeded = () => {
        for (const [store, options] of Object.entries(stores))
          request.result.createObjectStore(store, options)
      }
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => resolve(null)
    }),
    late => late?.close(),
  )
}

/** What `promise` gives, or null when it fails or takes too long; what then comes late is handed to `discard`. */
export function inTime<Value>(
  promise: Promise<Value>,
  discard: (late: Value) => void = () => {},
): Promise<Value | null> {
  return new Promise(resolve => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      resolve(null)
    }, PATIENCE_MS)
    promise.then(
      value => {
        clearTimeout(timer)
        if (isLate) discard(value)
        else resolve(value)
      },
      () => {
        clearTimeout(timer)
        resolve(null)
      },
    )
  })
}

/** The result of a request. Rejects with the browser's error. */
export function resultOf<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Resolves when the transaction is complete: what it wrote will be read again. Rejects when it was given up. */
export function completionOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
}
