import { expect, type Page, test } from '@playwright/test'
import {
  badge,
  connection,
  createBoard,
  openBoard,
  openInNewBrowser,
  openTwoBrowsers,
  parameter,
  type,
} from './boards'

/** Whether the browser would ask before the page is closed. */
const wouldAsk = (page: Page) =>
  page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))

test('the browser asks before a page with unsaved edits is closed, and only then (D14)', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  await expect(connection(page)).toHaveText('Saved')
  expect(await wouldAsk(page)).toBe(false)
  await page.context().setOffline(true)
  await type(page, 'w_1', '0.4')
  expect(await wouldAsk(page)).toBe(true)
  await page.context().setOffline(false)
  await expect(connection(page)).toHaveText('Saved')
  expect(await wouldAsk(page)).toBe(false)
})

test('an edit is there on the next visit, however soon after it the tab is closed (D14, D15)', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  test.slow()
  const context = await browser.newContext()
  for (let round = 1; round <= 10; round++) {
    const page = await context.newPage()
    await openBoard(page, links.editor)
    const value = String(round / 16)
    const field = parameter(page, 'w_1')
    await field.fill(value)
    await field.press('Enter')
    await page.close()
    const again = await context.newPage()
    await openBoard(again, links.editor)
    await expect(parameter(again, 'w_1')).toHaveAttribute('data-value', value)
    await expect(connection(again)).toHaveText('Saved')
    await again.close()
  }
})

test('a page that goes away and comes back out of the browser’s memory is live again (D15)', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const [ada, bob] = await openTwoBrowsers(browser, links.editor)
  await type(ada, 'w_1', '0.4')
  await ada.goto('/')
  await expect(parameter(bob, 'w_1')).toHaveAttribute('data-value', '0.4')
  await type(bob, 'w_2', '0.6')
  await ada.goBack()
  await expect(connection(ada)).toHaveText('Saved')
  await expect(parameter(ada, 'w_1')).toHaveAttribute('data-value', '0.4')
  await expect(parameter(ada, 'w_2')).toHaveAttribute('data-value', '0.6')
  await type(ada, 'w_3', '0.8')
  await expect(parameter(bob, 'w_3')).toHaveAttribute('data-value', '0.8')
})

test('a clock that jumps by a day takes nothing and nobody away (D20)', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const context = await browser.newContext()
  await context.addInitScript(() => {
    const now = Date.now
    let ahead = 0
    Date.now = () => now() + ahead
    Object.assign(window, {
      jump: (ms: number) => {
        ahead += ms
      },
    })
  })
  const ada = await context.newPage()
  await openBoard(ada, links.editor)
  const bob = await openInNewBrowser(browser, links.editor)
  await expect(badge(ada)).toHaveText(/2 of 2 agree/)
  const jump = (days: number) => ada.evaluate(`jump(${days * 86_400_000})`)
  for (const days of [1, -2]) {
    await jump(days)
    await type(ada, 'w_1', String(days / 8))
    await expect(connection(ada)).toHaveText('Saved')
    await expect(parameter(bob, 'w_1')).toHaveAttribute('data-value', String(days / 8))
    await type(bob, 'w_2', String(days / 4))
    await expect(parameter(ada, 'w_2')).toHaveAttribute('data-value', String(days / 4))
    await expect(badge(ada)).toHaveText(/2 of 2 agree/)
  }
})
