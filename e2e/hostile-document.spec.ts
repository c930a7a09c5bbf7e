import { expect, test } from '@playwright/test'
import { connection, createBoard, derived, openInNewBrowser, parameter, type } from './boards'
import { poison } from './poison'
import { joinAsProgram } from './stock-client'

test('garbage in the document shows placeholders and leaves the rest at work', async ({
  browser,
  request,
}) => {
  const { id, links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  const program = await joinAsProgram(id, links.editor)
  program.doc.transact(() => {
    const model = program.doc.getMap('model')
    model.set('x', 'not a number')
    model.set('loss', { nested: ['deep', null] })
    model.set('__proto__', { polluted: true })
    const layers = model.get('layers') as { set(key: string, value: unknown): void }
    layers.set('rogue', 42)
  })
  await expect(page.getByText(/of this board cannot be shown/)).toBeVisible()
  await expect(derived(page, 'f_3')).toBeVisible()
  await type(page, 'x', '0.5')
  await expect(parameter(page, 'x')).toHaveAttribute('data-value', '0.5')
  expect(program.doc.getMap('model').get('loss')).toEqual({ nested: ['deep', null] })
  program.leave()
})

test('a poisoned document opens, works and gives its chain away as a file (D26)', async ({
  browser,
  request,
}) => {
  const { id, links } = await createBoard(request)
  const program = await joinAsProgram(id, links.editor)
  poison(program.doc)
  const page = await openInNewBrowser(browser, links.editor)
  await expect(page.getByText(/of this board cannot be shown/)).toBeVisible()
  await type(page, 'w_1', '0.5')
  await expect(connection(page)).toHaveText('Saved')
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Export…' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'JSON' }).click()
  await download
  const other = await openInNewBrowser(browser, links.viewer)
  await expect(parameter(other, 'w_1')).toHaveAttribute('data-value', '0.5')
  program.leave()
})
