import { type CDPSession, expect, type Page, test } from '@playwright/test'
import { createBoard, derived, openBoard, openInNewBrowser, parameter } from './boards'

const canvas = (page: Page) => page.locator('[data-canvas]')
const percent = (page: Page) => page.getByRole('group', { name: 'Zoom' }).getByTitle(/Zoom to 100/)
const tool = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name, exact: true })
const minimap = (page: Page) => page.getByRole('img', { name: 'Map of the board' })

async function openedBoard(page: Page, request: Parameters<typeof createBoard>[0], body = {}) {
  const { links } = await createBoard(request, body)
  await openBoard(page, links.editor)
  await expect(tool(page, 'Hand')).toBeVisible()
}

/** Where the middle of something is in the window. */
async function middleOf(page: Page, name: string) {
  const box = await parameter(page, name).boundingBox()
  if (box === null) throw new Error(`${name} was meant to be on the page`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Waits until the middle of something is at a place of the window, to half a pixel. */
async function expectAt(page: Page, name: string, { x, y }: { x: number; y: number }) {
  await expect
    .poll(async () => {
      const middle = await middleOf(page, name)
      return Math.hypot(middle.x - x, middle.y - y)
    })
    .toBeLessThan(0.5)
}

/** A place on the board with nothing on it, in the window. */
async function emptyPlace(page: Page) {
  const box = await canvas(page).boundingBox()
  if (box === null) throw new Error('the canvas was meant to be on the page')
  return { x: box.x + box.width / 2, y: box.y + 20 }
}

test('the wheel moves the board, and zooms it about the pointer with Ctrl', async ({ page, request }) => {
  await openedBoard(page, request)
  const before = await middleOf(page, 'w_2')
  await page.mouse.move(before.x, before.y - 100)
  await page.mouse.wheel(30, 40)
  await expectAt(page, 'w_2', { x: before.x - 30, y: before.y - 40 })

  const { x, y } = await middleOf(page, 'w_2')
  const shown = await percent(page).textContent()
  await page.mouse.move(x, y)
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -20)
  await page.keyboard.up('Control')
  await expect(percent(page)).not.toHaveText(shown ?? '')
  // What was under the pointer is there still.
  const after = await middleOf(page, 'w_2')
  expect(after.x).toBeCloseTo(x, 0)
  expect(after.y).toBeCloseTo(y, 0)
})

for (const [name, hold] of [
  ['the space bar held', async (page: Page) => page.keyboard.down(' ')],
  ['the hand', async (page: Page) => tool(page, 'Hand').click()],
] as const) {
  test(`a drag moves the board with ${name}`, async ({ page, request }) => {
    await openedBoard(page, request)
    const before = await middleOf(page, 'x')
    const from = await emptyPlace(page)
    await hold(page)
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + 25, from.y + 60, { steps: 3 })
    await page.mouse.up()
    await expectAt(page, 'x', { x: before.x + 25, y: before.y + 60 })
  })
}

test('a drag with the middle button moves the board, also over a control of the chain', async ({
  page,
  request,
}) => {
  await openedBoard(page, request)
  const before = await middleOf(page, 'w_1')
  await page.mouse.move(before.x, before.y)
  await page.mouse.down({ button: 'middle' })
  await page.mouse.move(before.x + 40, before.y + 10, { steps: 3 })
  await page.mouse.up({ button: 'middle' })
  await expectAt(page, 'w_1', { x: before.x + 40, y: before.y + 10 })
})

async function touch(
  cdp: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  ...places: [number, number][]
) {
  await cdp.send('Input.dispatchTouchEvent', {
    type,
    touchPoints: places.map(([x, y], id) => ({ x, y, id })),
  })
}

test('two fingers pinch the board, whatever the tool is, and draw nothing', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  await tool(page, 'Pen').click()
  const cdp = await page.context().newCDPSession(page)
  const { x, y } = await emptyPlace(page)
  const shown = Number.parseInt((await percent(page).textContent()) ?? '', 10)
  await touch(cdp, 'touchStart', [x - 40, y + 40])
  await touch(cdp, 'touchStart', [x - 40, y + 40], [x + 40, y + 40])
  await touch(cdp, 'touchMove', [x - 60, y + 40], [x + 60, y + 40])
  await touch(cdp, 'touchMove', [x - 80, y + 40], [x + 80, y + 40])
  await touch(cdp, 'touchEnd')
  await expect
    .poll(async () => Number.parseInt((await percent(page).textContent()) ?? '', 10))
    .toBe(2 * shown)
  await expect(page.getByRole('button', { name: 'Undo my last edit' })).toBeDisabled()
})

test('the zoom has steps, 100 % and everything at once; the chain follows the window until somebody moves it', async ({
  page,
  request,
}) => {
  await openedBoard(page, request)
  const home = Number.parseInt((await percent(page).textContent()) ?? '', 10)
  await page.setViewportSize({ width: 1600, height: 1000 })
  await expect
    .poll(async () => Number.parseInt((await percent(page).textContent()) ?? '', 10))
    .toBeGreaterThan(home)
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await expect(percent(page)).toHaveText('150 %')
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(percent(page)).toHaveText('150 %')
  await percent(page).click()
  await expect(percent(page)).toHaveText('100 %')
  await page.getByRole('button', { name: 'Zoom out' }).click()
  await expect(percent(page)).toHaveText('75 %')
  await page.getByRole('button', { name: 'Show everything' }).click()
  await expect(parameter(page, 'x')).toBeInViewport({ ratio: 0.99 })
  await expect(parameter(page, 'y')).toBeInViewport({ ratio: 0.99 })
})

test('what the keyboard reaches comes into sight, on a chain of 64 layers and back', async ({
  page,
  request,
}) => {
  await openedBoard(page, request, {
    chain: {
      x: 1,
      y: 0.5,
      loss: 'squared',
      layers: Array.from({ length: 64 }, () => ({ w: 0.9, activation: 'tanh' })),
    },
  })
  await expect(parameter(page, 'w_64')).not.toBeInViewport()
  await parameter(page, 'w_64').focus()
  await expect(parameter(page, 'w_64')).toBeInViewport({ ratio: 0.99 })
  await derived(page, 'δ_1').focus()
  await expect(derived(page, 'δ_1')).toBeInViewport({ ratio: 0.99 })
  await page.getByRole('button', { name: 'Show layer 40' }).click()
  await expect(parameter(page, 'w_40')).toBeInViewport({ ratio: 0.99 })
})

test('the map is there while something is out of sight, and a press on it goes there', async ({
  page,
  request,
}) => {
  await openedBoard(page, request, {
    chain: {
      x: 1,
      y: 0.5,
      loss: 'squared',
      layers: Array.from({ length: 12 }, () => ({ w: 0.9, activation: 'tanh' })),
    },
  })
  await expect(minimap(page)).toBeVisible()
  await expect(parameter(page, 'y')).not.toBeInViewport()
  const box = await minimap(page).boundingBox()
  if (box === null) throw new Error('the map was meant to be on the page')
  await minimap(page).click({ position: { x: box.width - 10, y: box.height / 2 } })
  await expect(parameter(page, 'y')).toBeInViewport()
  await page.getByRole('button', { name: 'Show everything' }).click()
  await expect(minimap(page)).toBeHidden()
})
