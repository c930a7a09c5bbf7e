import { expect, test } from '@playwright/test'
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

/** How often a tab is closed at each delay; CONTRIBUTING.md says how to have it closed as often as the catalogue asks. */
const CLOSES = Number(process.env.CLOSES ?? 4)

test('the browser asks before a page with unsaved edits is closed, and only then (D14)', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  await page.context().setOffline(true)
  await type(page, 'w_1', '0.4')
  const question = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  expect((await question).type()).toBe('beforeunload')
  await (await question).dismiss()

  await page.context().setOffline(false)
  await expect(connection(page)).toHaveText('Saved')
  // A question that nobody answers would keep it open.
  const closed = page.waitForEvent('close')
  await page.close({ runBeforeUnload: true })
  await closed
})

for (const delay of [0, 50, 200]) {
  test(`an edit is there on the next visit when the tab is closed ${delay} ms after it (D14)`, async ({
    browser,
    request,
  }) => {
    test.setTimeout(30_000 + 5_000 * CLOSES)
    const { links } = await createBoard(request)
    const context = await browser.newContext()
    let page = await context.newPage()
    await openBoard(page, links.editor)
    for (let round = 1; round <= CLOSES; round++) {
      const value = String(round / 64)
      const field = parameter(page, 'w_1')
      await field.fill(value)
      await field.press('Enter')
      await tabIsOpenFor(delay)
      await page.close()
      page = await context.newPage()
      await openBoard(page, links.editor)
      await expect(parameter(page, 'w_1')).toHaveAttribute('data-value', value)
      await expect(connection(page)).toHaveText('Saved')
    }
    const reader = await openInNewBrowser(browser, links.viewer)
    await expect(parameter(reader, 'w_1')).toHaveAttribute('data-value', String(CLOSES / 64))
  })
}

/** No wait for anything: when the tab is closed is what is tried. */
const tabIsOpenFor = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

test('a page that is left and gone back to is live again (D15)', async ({ browser, request }) => {
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
