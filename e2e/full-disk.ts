import type { Page } from '@playwright/test'

/** What the browser may keep of a site, in bytes: enough for a board, and soon used up. */
const ROOM = 500_000

/** Gives the site little room in the browser of a page. For a page that has not opened the site yet. */
export async function giveLittleRoom(page: Page, url: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const { origin } = new URL(url)
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: ROOM })
}

/** Uses the room up, as another board would, and resolves when the browser takes nothing any more. */
export async function useUpTheRoom(page: Page): Promise<void> {
  const error = await page.evaluate(async most => {
    const opening = indexedDB.open('another board')
    opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { autoIncrement: true })
    await new Promise(resolve => {
      opening.onsuccess = resolve
    })
    const refusalOf = (bytes: number) =>
      new Promise<string | null>(resolve => {
        const transaction = opening.result.transaction('rows', 'readwrite')
        transaction.objectStore('rows').add(new Uint8Array(bytes))
        transaction.oncomplete = () => resolve(null)
        transaction.onabort = () => resolve(transaction.error?.name ?? 'no reason')
      })
    let refusal: string | null = null
    for (let bytes = most; bytes >= 1; bytes = Math.floor(bytes / 2)) {
      do refusal = await refusalOf(bytes)
      while (refusal === null)
    }
    opening.result.close()
    return refusal
  }, ROOM)
  if (error !== 'QuotaExceededError') throw new Error(`The browser’s storage is not full: ${error}`)
}
