import { type APIRequestContext, type Browser, expect, type Page, test } from '@playwright/test'
import { type CreatedBoard, connection, createBoard, openBoard, openInNewBrowser, parameter } from './boards'

const secretIn = (url: string) => new URL(url).hash.slice(1)

async function openNewBoard(browser: Browser, request: APIRequestContext) {
  const board = await createBoard(request)
  return { board, page: await openInNewBrowser(browser, board.links.owner) }
}

async function rotateOwnerLink(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Share' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('textbox', { name: /owner/i })).toHaveValue(/#/)
  await dialog.getByRole('button', { name: 'Rotate the owner link' }).click()
  await dialog.getByRole('button', { name: 'Rotate the owner link' }).click()
}

/** The page is on a new owner link, which shows the board, and says so. */
async function expectNewLink(page: Page, { links }: CreatedBoard): Promise<void> {
  await expect(
    page.getByText('The owner link was replaced, and this page goes on with the new one.'),
  ).toBeVisible()
  expect(secretIn(page.url())).not.toBe(secretIn(links.owner))
  await expect(connection(page)).toHaveText('Saved')
  await expect(parameter(page, 'w_1')).toHaveAttribute('aria-readonly', 'false')
}

test('a new owner link is made in the page, is in no address that it asks for, and works elsewhere', async ({
  browser,
  request,
}) => {
  const { board, page } = await openNewBoard(browser, request)
  const asked: string[] = []
  page.on('request', asking => asked.push(asking.url()))
  await rotateOwnerLink(page)
  await expectNewLink(page, board)
  const secret = secretIn(page.url())
  expect(asked.join()).not.toContain(secret)
  await page.getByRole('button', { name: 'Close the words about the new link' }).click()
  await page.reload()
  await expect(connection(page)).toHaveText('Saved')
  await expect(page.getByText('The owner link was replaced, and')).toHaveCount(0)
  await openInNewBrowser(browser, page.url())
})

test('an answer that is lost leaves the page with the link that holds: the new one', async ({
  browser,
  request,
}) => {
  const { board, page } = await openNewBoard(browser, request)
  await page.route('**/rotate', async route => {
    await route.fetch()
    await route.abort('connectionreset')
  })
  await rotateOwnerLink(page)
  await expectNewLink(page, board)
})

test('a request that is lost leaves the page with the link that holds: the old one, and the next attempt works', async ({
  browser,
  request,
}) => {
  const { board, page } = await openNewBoard(browser, request)
  await page.route('**/rotate', route => route.abort('connectionreset'), { times: 1 })
  await rotateOwnerLink(page)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('alert')).toContainText(
    'The owner link was not replaced: the one that you have works.',
  )
  expect(secretIn(page.url())).toBe(secretIn(board.links.owner))
  await dialog.getByRole('button', { name: 'Rotate the owner link' }).click()
  await dialog.getByRole('button', { name: 'Rotate the owner link' }).click()
  await expectNewLink(page, board)
})

test('while nobody knows which link holds the page says so, and finds out when the server answers', async ({
  browser,
  request,
}) => {
  const { board, page } = await openNewBoard(browser, request)
  await page.route('**/rotate', async route => {
    await page.route(`**/api/boards/${board.id}`, describe => describe.abort('connectionreset'))
    await route.abort('connectionreset')
  })
  await rotateOwnerLink(page)
  const alert = page.getByRole('dialog').getByRole('alert')
  await expect(alert).toContainText('The server did not say whether the owner link was replaced.')
  await page.unrouteAll()
  await expect(alert).toContainText('The owner link was not replaced: the one that you have works.')
})

test('a page that is closed before the answer came finds the new link when the old one is opened again', async ({
  browser,
  request,
}) => {
  const board = await createBoard(request)
  const first = await openInNewBrowser(browser, board.links.owner)
  const isDone = new Promise<void>(resolve => {
    void first.route('**/rotate', async route => {
      await route.fetch()
      resolve()
    })
  })
  await rotateOwnerLink(first)
  await isDone
  const context = first.context()
  const again = await context.newPage()
  await first.close()
  await again.goto(board.links.owner)
  await expectNewLink(again, board)
  await openBoard(again, again.url())
})
