import { expect, test } from '@playwright/test'
import * as Y from 'yjs'
import { connection, createBoard, derived, openInNewBrowser, parameter, type } from './boards'
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
  program.doc.transact(() => {
    const model = program.doc.getMap('model')
    const layers = model.get('layers') as Y.Map<unknown>
    const samples = model.get('samples') as Y.Map<unknown>
    for (let i = 0; i < 300; i++)
      layers.set(`junk-${i}`, [null, true, -0, 1e308, 'text', { chain: 7 }][i % 6])
    layers.set('cycle', new Y.Map([['chain', 'cycle']]))
    layers.set('text', new Y.Text('a layer that is text'))
    layers.set('array', Y.Array.from([Number.NaN, Number.POSITIVE_INFINITY]))
    samples.set('big', 2n ** 60n)
    samples.set('x'.repeat(200), new Uint8Array(100))
    model.set('run', ['no', 'run'])
    model.set('eta', Number.NaN)
    program.doc.getMap('meta').set('title', { toString: null })
    program.doc.getMap('meta').set('schemaVersion', 99)
  })
  const page = await openInNewBrowser(browser, links.editor)
  await expect(page.getByText(/of this board cannot be shown/)).toBeVisible()
  await type(page, 'w_1', '0.5')
  await expect(connection(page)).toHaveText('Saved')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Export the chain' }).click()
  await download
  const other = await openInNewBrowser(browser, links.viewer)
  await expect(parameter(other, 'w_1')).toHaveAttribute('data-value', '0.5')
  program.leave()
})
