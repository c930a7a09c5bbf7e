import { expect, type Page, test } from '@playwright/test'
import { connection, createBoard, openBoard, openInNewBrowser, parameter, type } from './boards'
import { type FreezingBrowser, freezingBrowser } from './freezing-browser'

let browser: FreezingBrowser

test.beforeEach(async ({ launchOptions }) => {
  browser = await freezingBrowser(launchOptions)
})

test.afterEach(async () => {
  await browser.close()
})

async function open(link: string): Promise<Page> {
  const page = await browser.newPage()
  await openBoard(page, link)
  return page
}

test('a page that was frozen is live again when it wakes, and nobody lost anything (D15)', async ({
  request,
}) => {
  const { links } = await createBoard(request)
  const ada = await open(links.editor)
  const bob = await openInNewBrowser(browser.usual, links.editor)
  await type(ada, 'w_1', '0.4')
  await browser.freeze(ada)
  await expect(parameter(bob, 'w_1')).toHaveAttribute('data-value', '0.4')
  await type(bob, 'w_2', '0.6')
  await expect(connection(bob)).toHaveText('Saved')
  await browser.resume(ada)
  await expect(parameter(ada, 'w_2')).toHaveAttribute('data-value', '0.6')
  await type(ada, 'w_3', '0.8')
  await expect(connection(ada)).toHaveText('Saved')
  await expect(parameter(bob, 'w_3')).toHaveAttribute('data-value', '0.8')
})

test('an edit that waits for its frame leaves before the page is frozen (D15)', async ({ request }) => {
  const { links } = await createBoard(request)
  const ada = await open(links.editor)
  const bob = await openInNewBrowser(browser.usual, links.editor)
  await ada.evaluate(() => {
    // The end of the frame never comes, however long the first edit takes: the second one waits for it.
    const [date, moment] = [Date.now(), performance.now()]
    Date.now = () => date
    performance.now = () => moment
    window.setTimeout = (() => 0) as unknown as typeof window.setTimeout
    const slider = document.querySelector<HTMLInputElement>('input[aria-label="w_1 slider"]')
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    for (const value of ['0.25', '0.75']) {
      setValue?.call(slider, value)
      slider?.dispatchEvent(new Event('input', { bubbles: true }))
    }
  })
  await expect(parameter(bob, 'w_1')).toHaveAttribute('data-value', '0.25')
  await browser.freeze(ada)
  await expect(parameter(bob, 'w_1')).toHaveAttribute('data-value', '0.75')
})

for (const network of ['online', 'offline'] as const) {
  test(`a page that is thrown away while it is frozen, ${network}, loses nothing (D15)`, async ({
    request,
  }) => {
    const { links } = await createBoard(request)
    const page = await open(links.editor)
    await page.context().setOffline(network === 'offline')
    await type(page, 'w_1', '0.4')
    if (network === 'offline')
      await expect(connection(page)).toHaveText('Offline: 1 edit is kept in this browser')
    await browser.freeze(page)
    await page.close()
    const again = await browser.newPage()
    await again.context().setOffline(false)
    await openBoard(again, links.editor)
    await expect(parameter(again, 'w_1')).toHaveAttribute('data-value', '0.4')
    await expect(connection(again)).toHaveText('Saved')
  })
}
