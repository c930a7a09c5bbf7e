import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { expectNoFindings, WINDOWS } from './accessible'
import { createBoard, openInNewBrowser, parameter } from './boards'
import { poison } from './poison'
import { joinAsProgram } from './stock-client'

const safeLink = (link: string) => link.replace('#', '?safe=1#')
const values = (page: Page) => page.getByRole('table', { name: 'What the board holds' })
const rowOf = (page: Page, path: string) =>
  values(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: path, exact: true }) })

/** Everything that a browser keeps of boards. */
const keptIn = (page: Page) =>
  page.evaluate(async () => [
    ...(await indexedDB.databases()).map(({ name }) => name),
    ...Object.keys(localStorage),
  ])

test('a poisoned board opens in safe mode as it is: nothing computed, kept, shown to others or changed (D26)', async ({
  browser,
  request,
}) => {
  const { id, links } = await createBoard(request)
  const program = await joinAsProgram(id, links.editor)
  poison(program.doc)
  const other = await openInNewBrowser(browser, links.editor)

  const page = await (await browser.newContext()).newPage()
  const workers: string[] = []
  page.on('worker', worker => workers.push(worker.url()))
  const asked: string[] = []
  page.on('request', asking => asked.push(asking.url()))
  await page.goto(safeLink(links.editor))
  await expect(page.getByRole('heading', { name: 'Safe mode' })).toBeVisible()
  await expect(rowOf(page, 'meta › schemaVersion')).toContainText('99')
  await expect(rowOf(page, 'model › eta')).toContainText('NaN')
  await expect(rowOf(page, 'meta › title')).toContainText('{"toString":null}')
  await expect(page.getByRole('spinbutton')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Delete this board…' })).toHaveCount(0)
  await expect(other.getByText('1 of 1 agree')).toBeVisible()
  expect(await keptIn(page)).toEqual([])
  expect(workers).toEqual([])
  expect(asked.join()).not.toContain(links.editor.split('#')[1])

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download as JSON' }).click()
  const file = JSON.parse(await readFile(await (await download).path(), 'utf8'))
  expect(file).toMatchObject({
    board: id,
    values: { meta: { schemaVersion: 99 }, model: { run: ['no', 'run'] } },
  })
  expect(file.values.model.samples.big).toBe('1152921504606846976n')
  expect(file.document.length).toBeGreaterThan(1_000)

  program.doc.getMap('model').set('x', 42)
  await expect(parameter(other, 'x')).toHaveAttribute('data-value', '42')
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect(rowOf(page, 'model › x')).toContainText('42')
  await page.getByRole('link', { name: 'Leave safe mode' }).click()
  await expect(parameter(page, 'x')).toHaveAttribute('data-value', '42')
  program.leave()
})

test('a page that breaks offers safe mode, in which the owner deletes the board that never opened (D26)', async ({
  browser,
  request,
}) => {
  const { id, links } = await createBoard(request)
  const page = await (await browser.newContext()).newPage()
  // The last that a page does before it shows a board fails, as it might over what stands on one.
  await page.addInitScript(() => {
    const Real = WebSocket
    window.WebSocket = class extends Real {
      constructor(url: string | URL, protocols: string | string[] = []) {
        if (protocols.length === 3) throw new Error('too much for this page') // as a participant, with a name
        super(url, protocols)
      }
    }
  })
  await page.goto(links.owner)
  await expect(page.getByRole('heading', { name: 'This page broke' })).toBeVisible()
  await expectNoFindings(page)
  await page.getByRole('link', { name: 'Open it in safe mode' }).click()
  await expect(rowOf(page, 'meta › schemaVersion')).toContainText('1')
  expect(page.url()).toBe(safeLink(links.owner))

  await page.getByRole('button', { name: 'Delete this board…' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.getByRole('button', { name: 'Delete it for everybody' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'The board is deleted' })).toBeVisible()
  const answer = await request.get(`/api/boards/${id}`, {
    headers: { Authorization: `Bearer ${links.owner.split('#')[1]}` },
  })
  expect(answer.status()).toBe(404)
  await page.goto(safeLink(links.viewer))
  await expect(page.getByText('The board could not be read. There is no such board.')).toBeVisible()
})

test('a part of the page that breaks says so in its place, and the others go on (D26)', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await (await browser.newContext()).newPage()
  await page.addInitScript(() => {
    window.ResizeObserver = class {
      constructor() {
        throw new Error('too much for the chain')
      }
    } as unknown as typeof ResizeObserver
  })
  await page.goto(links.editor)
  await expect(page.getByText('The chain cannot be shown here.')).toBeVisible()
  await expect(page.getByRole('status', { name: 'Connection' })).toHaveText('Saved')
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await expect(page.getByRole('status', { name: 'Connection' })).toHaveText('Saved')
  await expect(page.getByRole('link', { name: 'Open it in safe mode' })).toBeVisible()
})

for (const [theme, width] of WINDOWS) {
  test(`axe finds nothing in safe mode, ${theme}, ${width} wide`, async ({ page, request }) => {
    const { links } = await createBoard(request)
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    await page.goto(safeLink(links.owner))
    await expect(values(page)).toBeVisible()
    await expectNoFindings(page)
    if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/safe-${theme}-${width}.png` })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await page.getByRole('button', { name: 'Delete this board…' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/delete-${theme}-${width}.png` })
  })
}
