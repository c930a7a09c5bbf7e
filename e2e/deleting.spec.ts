import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { expectNoFindings } from './accessible'
import { connection, createBoard, openInNewBrowser, parameter, type } from './boards'

async function askToDelete(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Delete this board…' }).click()
  await expect(page.getByRole('dialog', { name: 'Delete this board?' })).toBeVisible()
}

const copiesInBrowser = (page: Page, boardId: string) =>
  page.evaluate(
    async id => (await indexedDB.databases()).filter(({ name }) => name?.includes(id)).length,
    boardId,
  )

test('an owner deletes a board for everybody, after taking a copy', async ({ browser, request }) => {
  const { id, links } = await createBoard(request, { title: 'Old news' })
  const owner = await openInNewBrowser(browser, links.owner)
  const editor = await openInNewBrowser(browser, links.editor)
  await type(editor, 'w_1', '0.4')
  await expect(connection(editor)).toHaveText('Saved')
  await expect(parameter(owner, 'w_1')).toHaveAttribute('data-value', '0.4')

  await askToDelete(owner)
  await expectNoFindings(owner)
  const download = owner.waitForEvent('download')
  await owner.getByRole('button', { name: 'Download a copy first' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('Old news copy.chain.json')
  expect(JSON.parse(await readFile(await file.path(), 'utf8')).layers[0].w).toBe(0.4)
  await owner.getByRole('button', { name: 'Delete it for everybody' }).click()

  await expect(owner.getByRole('heading', { name: 'The board is deleted' })).toBeVisible()
  await expect(editor.getByText('This board was deleted by its owner.')).toBeVisible()
  await expect(parameter(editor, 'w_1')).toHaveAttribute('aria-readonly', 'true')
  await expect.poll(() => copiesInBrowser(owner, id)).toBe(0)
  await owner.getByRole('link', { name: 'To the start page' }).click()
  await expect(owner).toHaveURL('/')
  await expect(owner.getByText('Old news')).toHaveCount(0)
  await owner.goto(links.owner)
  await expect(owner.getByText('There is no such board.')).toBeVisible()
})

test('work that an editor has not sent when the board is deleted stays with them as a copy', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const owner = await openInNewBrowser(browser, links.owner)
  const editor = await openInNewBrowser(browser, links.editor)
  await editor.context().setOffline(true)
  await type(editor, 'w_1', '0.75')
  await askToDelete(owner)
  await owner.getByRole('button', { name: 'Delete it for everybody' }).click()
  await expect(owner.getByRole('heading', { name: 'The board is deleted' })).toBeVisible()
  await editor.context().setOffline(false)
  await expect(editor.getByText(/kept as a copy in this browser/)).toBeVisible()
})

test('nobody but the owner is offered to delete the board, and keeping it is one press', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const editor = await openInNewBrowser(browser, links.editor)
  await editor.getByRole('button', { name: 'Menu' }).click()
  await expect(editor.getByRole('menuitem', { name: 'Keyboard' })).toBeVisible()
  await expect(editor.getByRole('menuitem', { name: 'Delete this board…' })).toHaveCount(0)
  const owner = await openInNewBrowser(browser, links.owner)
  await askToDelete(owner)
  await owner.getByRole('button', { name: 'Keep it' }).click()
  await expect(parameter(owner, 'w_1')).toBeVisible()
})
