import { readFile } from 'node:fs/promises'
import { type BrowserContext, expect, type Page, request, test } from '@playwright/test'
import { expectNoFindings, WINDOWS } from './accessible'
import {
  connection,
  createBoard,
  expectAgreement,
  openBoard,
  openInNewBrowser,
  parameter,
  rotateLink,
  type,
} from './boards'
import { ownServer } from './own-server'

// Each test opens a board several times.
test.slow()

const strip = (page: Page) => page.getByText(/kept as a copy in this browser/)

/** The name that others know a browser by stays in its storage: without it, the next visit is by somebody else. */
async function forgetWhoIAm(context: BrowserContext, link: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(new URL('/', link).href)
  await page.evaluate(() => localStorage.removeItem('chainboard.person'))
  await page.close()
}

/** Somebody whose offline edit bears the client id of the person that their browser was before. */
async function returnAsSomebodyElse(page: Page, link: string): Promise<Page> {
  const context = page.context()
  await type(page, 'w_2', '0.25')
  await expect(connection(page)).toHaveText('Saved')
  await context.setOffline(true)
  await type(page, 'w_1', '0.75')
  await expect(connection(page)).toHaveText('Offline: 1 edit is kept in this browser')
  await page.close()
  await context.setOffline(false)
  await forgetWhoIAm(context, link)
  const again = await context.newPage()
  await again.goto(link)
  return again
}

test('a denied change is set aside with the reason, and the page goes on from the board and can edit', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const bob = await openInNewBrowser(browser, links.editor)
  const ada = await returnAsSomebodyElse(await openInNewBrowser(browser, links.editor), links.editor)

  await expect(strip(ada)).toContainText(
    'Your last changes were not taken. A change bears the id of somebody else.',
  )
  await expect(parameter(ada, 'w_1')).not.toHaveAttribute('data-value', '0.75')
  await expect(parameter(ada, 'w_2')).toHaveAttribute('data-value', '0.25')
  await expect(connection(ada)).toHaveText('Saved')
  await type(ada, 'w_3', '0.5')
  await expect(parameter(bob, 'w_3')).toHaveAttribute('data-value', '0.5')
  await expect(connection(ada)).toHaveText('Saved')
  await expectAgreement([ada, bob])

  await ada.reload()
  await expect(connection(ada)).toHaveText('Saved')
  await expect(strip(ada)).toHaveCount(0)
})

test('a kept copy can be downloaded, put on the board, opened as a new one, and goes only when told to', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request, { title: 'Tuesday' })
  const ada = await returnAsSomebodyElse(await openInNewBrowser(browser, links.editor), links.editor)
  await ada.getByRole('button', { name: 'Kept copies…' }).click()
  const copy = ada.getByRole('listitem', { name: /^Tuesday, / })

  const download = ada.waitForEvent('download')
  await copy.getByRole('button', { name: 'Download' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('Tuesday copy.chain.json')
  const text = await readFile(await file.path(), 'utf8')
  expect(JSON.parse(text).layers[0].w).toBe(0.75)

  await copy.getByRole('button', { name: 'Put its chain here' }).click()
  await expect(parameter(ada, 'w_1')).toHaveAttribute('data-value', '0.75')
  await ada.getByRole('button', { name: 'Undo my last edit' }).click()
  await expect(parameter(ada, 'w_1')).not.toHaveAttribute('data-value', '0.75')
  await expect(connection(ada)).toHaveText('Saved')

  await ada.getByRole('button', { name: 'Menu' }).click()
  await ada.getByRole('menuitem', { name: 'Kept copies…' }).click()
  await copy.getByRole('button', { name: 'Open as a new board' }).click()
  await expect(ada).not.toHaveURL(links.editor)
  await expect(parameter(ada, 'w_1')).toHaveAttribute('data-value', '0.75')

  await ada.getByRole('button', { name: 'Menu' }).click()
  await ada.getByRole('menuitem', { name: 'Kept copies…' }).click()
  await expect(copy).toContainText('another board')
  await copy.getByRole('button', { name: 'Remove…' }).click()
  await copy.getByRole('button', { name: 'Remove it for good' }).click()
  await expect(ada.getByText('There are none.')).toBeVisible()
})

test('whose link was replaced while they were offline reads on, and has their edits as a copy', async ({
  browser,
  request,
}) => {
  const board = await createBoard(request)
  const { links } = board
  const ada = await openInNewBrowser(browser, links.editor)
  await ada.context().setOffline(true)
  await type(ada, 'w_1', '0.75')
  await rotateLink(request, board, 'editor')
  await ada.context().setOffline(false)

  await expect(strip(ada)).toContainText('This link does not open this board.')
  await expect(parameter(ada, 'w_1')).toHaveAttribute('data-value', '0.75')
  await expect(parameter(ada, 'w_1')).toHaveAttribute('aria-readonly', 'true')
  await expect(ada.getByRole('button', { name: 'Undo my last edit' })).toBeDisabled()

  await openBoard(ada, links.viewer)
  await expect(parameter(ada, 'w_1')).not.toHaveAttribute('data-value', '0.75')
  await ada.getByRole('button', { name: 'Menu' }).click()
  await ada.getByRole('menuitem', { name: 'Kept copies…' }).click()
  await expect(ada.getByRole('listitem', { name: /^Untitled board, / })).toBeVisible()
})

test('offline edits for which a full board has no room are kept as a copy, and the board is still there', async ({
  browser,
}) => {
  const server = await ownServer({ LIMIT_BOARD_BYTES: '1500' })
  await server.start()
  try {
    const api = await request.newContext({ baseURL: server.url })
    const { links } = await createBoard(api)
    const ada = await openInNewBrowser(browser, links.editor)
    await ada.context().setOffline(true)
    for (let i = 0; i < 12; i++)
      await ada.getByRole('button', { name: 'Insert a layer before layer 1', exact: true }).click()
    await expect(parameter(ada, 'w_15')).toBeVisible()
    await ada.context().setOffline(false)
    await expect(strip(ada)).toContainText('The board is full.')
    await expect(parameter(ada, 'w_3')).toBeVisible()
    await expect(parameter(ada, 'w_15')).toHaveCount(0)
    await expect(connection(ada)).toHaveText('Saved')
  } finally {
    await server.dispose()
  }
})

for (const [theme, width] of WINDOWS) {
  test(`axe finds nothing on the words about a copy and the list of copies, ${theme}, ${width} wide`, async ({
    browser,
    request,
  }) => {
    const { links } = await createBoard(request, { title: 'Tuesday group' })
    const first = await openInNewBrowser(browser, links.editor)
    const page = await returnAsSomebodyElse(first, links.editor)
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.evaluate(name => {
      document.documentElement.dataset.theme = name
    }, theme)
    await page.setViewportSize({ width, height: 900 })
    await expect(strip(page)).toBeVisible()
    await expectNoFindings(page)
    await page.getByRole('button', { name: 'Kept copies…' }).click()
    await expect(page.getByRole('listitem', { name: /^Tuesday group, / })).toBeVisible()
    await expectNoFindings(page)
  })
}
