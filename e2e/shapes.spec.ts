import { type Browser, expect, type Page, test } from '@playwright/test'
import { createBoard, openBoard, openInNewBrowser, openTwoBrowsers } from './boards'

const shapes = (page: Page) => page.locator('[data-layer="shapes"] g[data-id]')
const frames = (page: Page) => page.locator('[data-layer="frames"] g[data-id]')
const take = (page: Page, tool: string) => page.getByRole('button', { name: tool, exact: true }).click()

/** Drags with the mouse, by way of the middle, with keys held that were pressed before. */
async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  await page.mouse.move(...from)
  await page.mouse.down()
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2)
  await page.mouse.move(...to)
  await page.mouse.up()
}

/** A place of the canvas under the chain, where nothing is. */
async function freePlace(page: Page): Promise<[number, number]> {
  const canvas = await page.locator('[data-canvas]').boundingBox()
  if (canvas === null) throw new Error('There is no canvas.')
  return [canvas.x + 120, canvas.y + canvas.height - 170]
}

test('what is drawn with the mouse is on the board of another, and undo takes it away again', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const [ada, ben] = await openTwoBrowsers(browser, links.annotator)
  const [x, y] = await freePlace(ada)
  for (const [i, tool] of ['Rectangle', 'Ellipse', 'Line', 'Arrow'].entries()) {
    await take(ada, tool)
    await drag(ada, [x + 120 * i, y], [x + 80 + 120 * i, y + 60])
    await expect(ada.getByRole('button', { name: 'Select', exact: true })).toHaveAttribute('aria-pressed', 'true')
    await expect(shapes(ben)).toHaveCount(i + 1)
  }
  await take(ada, 'Frame')
  await drag(ada, [x - 20, y - 30], [x + 500, y + 90])
  await expect(frames(ben)).toHaveCount(1)
  await expect(frames(ben).getByText('Frame')).toBeAttached()
  for (let left = 3; left >= 0; left--) {
    await ada.keyboard.press('Control+z')
    if (left === 3) await expect(frames(ben)).toHaveCount(0)
    else await expect(shapes(ben)).toHaveCount(left + 1)
  }
})
