import { readFile } from 'node:fs/promises'
import { type Browser, expect, type Page, test } from '@playwright/test'
import * as Y from 'yjs'
import { connection, createBoard, openBoard, openInNewBrowser, parameter, rotateLink, type } from './boards'
import { giveLittleRoom, useUpTheRoom } from './full-disk'

const notice = (page: Page) => page.getByText('This browser keeps no copy of the board')

/** A browser whose IndexedDB is what the script makes of it. */
async function openWithout(browser: Browser, link: string, script: () => void): Promise<Page> {
  const context = await browser.newContext()
  await context.addInitScript(script)
  const page = await context.newPage()
  await openBoard(page, link)
  return page
}

/** A browser that keeps a copy of the board, and has room for little more. */
async function openWithLittleRoom(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await giveLittleRoom(page, link)
  await openBoard(page, link)
  await type(page, 'w_3', '0.25')
  await expect(connection(page)).toHaveText('Saved')
  await expect(notice(page)).toHaveCount(0)
  return page
}

async function expectOnlineOnly(page: Page): Promise<void> {
  await expect(notice(page)).toBeVisible()
  await type(page, 'w_1', '0.4')
  await expect(connection(page)).toHaveText('Saved')
  await page.context().setOffline(true)
  await type(page, 'w_2', '0.6')
  await expect(connection(page)).toHaveText('Offline: 1 edit is only on this page: keep it open')
  await page.context().setOffline(false)
  await expect(connection(page)).toHaveText('Saved')
}

test('a browser without IndexedDB opens the board online only, and says so (D24)', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openWithout(browser, links.editor, () => {
    Object.defineProperty(window, 'indexedDB', { value: undefined })
  })
  await expectOnlineOnly(page)
})

test('an IndexedDB that refuses keeps no board from opening (D24)', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const page = await openWithout(browser, links.editor, () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('not here', 'SecurityError')
    }
  })
  await expectOnlineOnly(page)
})

test('an IndexedDB that never answers keeps no board from opening (D24)', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const page = await openWithout(browser, links.editor, () => {
    IDBFactory.prototype.open = () => Object.create(IDBOpenDBRequest.prototype)
  })
  await expectOnlineOnly(page)
})

test('a full disk ends the copy, not the board (D24)', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const page = await openWithLittleRoom(browser, links.editor)
  await useUpTheRoom(page)
  await type(page, 'w_3', '0.3')
  await expectOnlineOnly(page)
})

test('work that the server refuses while the disk is full stays on the page, which says so (D24)', async ({
  browser,
  request,
}) => {
  const board = await createBoard(request)
  const page = await openWithLittleRoom(browser, board.links.editor)
  await useUpTheRoom(page)
  await page.context().setOffline(true)
  await type(page, 'w_1', '0.75')
  await rotateLink(request, board, 'editor')
  await page.context().setOffline(false)
  await expect(page.getByText(/What you had is on this page alone/)).toBeVisible()
  await expect(parameter(page, 'w_1')).toHaveAttribute('data-value', '0.75')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download my copy' }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  expect(JSON.parse(text).layers[0].w).toBe(0.75)
})

test('a copy that is deleted under the open page is not missed (D24)', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  await type(page, 'w_3', '0.3')
  await expect(connection(page)).toHaveText('Saved')
  await forEveryCopy(page, name => {
    indexedDB.deleteDatabase(name)
  })
  await expectOnlineOnly(page)
})

test('garbage in the copy is left where it is: the board opens, and nothing of it reaches the server (D24)', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  await type(page, 'w_1', '0.3')
  await expect(connection(page)).toHaveText('Saved')
  const context = page.context()
  const foreign = new Y.Doc()
  foreign.getMap('model').set('x', 1)
  const first = Y.encodeStateVector(foreign)
  foreign.getMap('model').set('x', 2)
  // Text, half an update, and one that builds on something that is nowhere.
  await addRows(page, ['not an update', [1, 2, 3], [...Y.encodeStateAsUpdate(foreign, first)]])
  await page.close()

  const again = await context.newPage()
  await openBoard(again, links.editor)
  await expect(connection(again)).toHaveText('Saved')
  await expect(parameter(again, 'w_1')).toHaveAttribute('data-value', '0.3')
  await type(again, 'w_2', '0.6')
  await expect(connection(again)).toHaveText('Saved')
  const reader = await openInNewBrowser(browser, links.viewer)
  await expect(parameter(reader, 'w_2')).toHaveAttribute('data-value', '0.6')
  await expect(parameter(reader, 'x')).not.toHaveAttribute('data-value', '2')
})

test('a change that somebody put into a viewer’s copy is denied, and the viewer looks on (D24)', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.viewer)
  const context = page.context()
  const before = await parameter(page, 'x').getAttribute('data-value')
  const foreign = new Y.Doc()
  foreign.getMap('model').set('x', 42)
  await addRows(page, [[...Y.encodeStateAsUpdate(foreign)]])
  await page.close()

  const again = await context.newPage()
  await again.goto(links.viewer)
  await expect(
    again.getByText('Your last changes were not taken. This link lets you look, not change.'),
  ).toBeVisible()
  await expect(parameter(again, 'x')).toHaveAttribute('data-value', before ?? '')
  await expect(connection(again)).toHaveText('Live')
  await again.reload()
  await expect(connection(again)).toHaveText('Live')
  await expect(again.getByText(/were not taken/)).toHaveCount(0)
})

/** Does something with the name of every copy of a board in this browser, in the page. */
async function forEveryCopy(page: Page, work: (name: string) => void): Promise<void> {
  const names = await page.evaluate(async () =>
    (await indexedDB.databases())
      .map(({ name }) => name ?? '')
      .filter(name => name.startsWith('chainboard:')),
  )
  expect(names).toHaveLength(1)
  for (const name of names) await page.evaluate(work, name)
}

/** Writes rows into the copy, as another program or a failing disk would. */
async function addRows(page: Page, rows: readonly (string | readonly number[])[]): Promise<void> {
  await page.evaluate(async rows => {
    const name = (await indexedDB.databases())
      .map(({ name }) => name)
      .find(name => name?.startsWith('chainboard:'))
    const opening = indexedDB.open(name ?? '')
    await new Promise(resolve => {
      opening.onsuccess = resolve
    })
    const transaction = opening.result.transaction('updates', 'readwrite')
    for (const row of rows) {
      transaction.objectStore('updates').add(typeof row === 'string' ? row : Uint8Array.from(row))
    }
    await new Promise(resolve => {
      transaction.oncomplete = resolve
    })
    opening.result.close()
  }, rows)
}
