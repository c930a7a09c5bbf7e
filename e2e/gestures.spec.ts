import { expect, type Locator, type Page, test } from '@playwright/test'
import { createBoard, openBoard, openInNewBrowser } from './boards'
import {
  allElements,
  annotations,
  clickAt,
  drag,
  expectCanvas,
  expectCount,
  onPage,
  putOnBoard,
  selectedElements,
  tool,
} from './canvas-board'
import { Fingers, Pen, type Spot } from './ink'

/** What people bring along from other whiteboards beyond drawing, selecting and the camera, each by the events of its device. */

const TOP = 430
const LEFT_ONE = { id: 'a1', kind: 'rectangle', x: 40, y: TOP, width: 100, height: 60, fill: 'tint' }
const RIGHT_ONE = { id: 'a2', kind: 'ellipse', x: 260, y: TOP, width: 100, height: 60, fill: 'tint' }
const ON_LEFT = [90, TOP + 30] as const
const ON_RIGHT = [310, TOP + 30] as const
/** On the board between them. */
const BESIDE = [200, TOP + 30] as const

const menu = (page: Page) => page.getByRole('menu', { name: 'What can be done here' })
const item = (page: Page, name: string): Locator => menu(page).getByRole('menuitem', { name, exact: true })

async function opened(page: Page, request: Parameters<typeof createBoard>[0], elements: readonly object[]) {
  const { links } = await createBoard(request)
  await openBoard(page, links.editor)
  if (elements.length === 0) return expectCanvas(page)
  await putOnBoard(page, elements)
  await page.keyboard.press('Escape')
}

/** A place of the world, from the corner of the canvas. */
async function spotOf(page: Page, [x, y]: readonly [number, number]): Promise<Spot> {
  const at = await onPage(page, x, y)
  const box = await page.locator('[data-canvas]').boundingBox()
  if (box === null) throw new Error('There is no canvas.')
  return { x: at.x - box.x, y: at.y - box.y }
}

async function rightClick(page: Page, place: readonly [number, number]): Promise<void> {
  const { x, y } = await onPage(page, ...place)
  await page.mouse.click(x, y, { button: 'right' })
}

test('a right click opens the menu of what lies there; on the empty board, that of the board; the menu key, that of the selection', async ({
  page,
  request,
}) => {
  await opened(page, request, [LEFT_ONE, RIGHT_ONE])
  await rightClick(page, ON_LEFT)
  await expect(item(page, 'Bring to front')).toBeVisible()
  await item(page, 'Duplicate').click()
  await expectCount(page, 3)
  await page.keyboard.press('Control+z')
  await expectCount(page, 2)

  await rightClick(page, BESIDE)
  await expect(item(page, 'Duplicate')).toHaveCount(0)
  await item(page, 'Select everything').click()
  await expect.poll(async () => (await selectedElements(page)).length).toBe(2)

  // What is selected already stays so, together; the keys are the board's again after the menu.
  await rightClick(page, ON_RIGHT)
  await item(page, 'Group').click()
  await expect(annotations(page)).toBeFocused()
  const grouped = await selectedElements(page)
  expect(grouped.map(({ groups }) => (groups as string[]).length)).toEqual([1, 1])
  await page.keyboard.press('Shift+F10')
  await expect(menu(page)).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await expect(menu(page)).toHaveCount(0)
  await page.keyboard.press('Delete')
  await expectCount(page, 0)
})

test('a finger that rests opens what a right click opens, and takes more and more together', async ({
  browser,
  request,
}) => {
  const page = await openInNewBrowser(browser, (await createBoard(request)).links.editor)
  await putOnBoard(page, [LEFT_ONE, RIGHT_ONE])
  await page.keyboard.press('Escape')
  const fingers = await Fingers.on(page)
  await fingers.rest(await spotOf(page, ON_LEFT))
  await expect(item(page, 'Duplicate')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu(page)).toHaveCount(0)
  await fingers.rest(await spotOf(page, ON_RIGHT))
  await item(page, 'Group').click()
  expect(await selectedElements(page)).toHaveLength(2)
  await page.keyboard.press('Escape')
  await fingers.rest(await spotOf(page, BESIDE))
  await expect(item(page, 'Select everything')).toBeVisible()
})

test('with Select a second finger turns a drag into a pinch, and a gesture that the system takes away moves nothing', async ({
  browser,
  request,
}) => {
  const page = await openInNewBrowser(browser, (await createBoard(request)).links.editor)
  await putOnBoard(page, [LEFT_ONE])
  await page.keyboard.press('Escape')
  const zoom = page.getByTitle('Zoom to 100 %')
  const before = Number.parseInt((await zoom.textContent()) ?? '', 10)
  const fingers = await Fingers.on(page)
  const a = await spotOf(page, ON_LEFT)
  const away = (dx: number): Spot => ({ x: a.x + dx, y: a.y })
  await fingers.down(a)
  await fingers.move(away(4))
  await fingers.down(away(4), away(64))
  for (let i = 1; i <= 8; i++) await fingers.move(away(4), away(64 + 10 * i))
  await fingers.up()
  await expect
    .poll(async () => Number.parseInt((await zoom.textContent()) ?? '', 10))
    .toBeGreaterThan(1.5 * before)

  const b = await spotOf(page, ON_LEFT)
  await fingers.down(b)
  for (let i = 1; i <= 5; i++) await fingers.move({ x: b.x + 12 * i, y: b.y })
  await fingers.cancel()
  expect(await allElements(page)).toMatchObject([{ x: LEFT_ONE.x, y: LEFT_ONE.y }])
})

test('a pen draws shapes, selects and erases as a mouse does, and a palm beside it does nothing', async ({
  browser,
  request,
}) => {
  const page = await openInNewBrowser(browser, (await createBoard(request)).links.editor)
  await expectCanvas(page)
  const pen = await Pen.on(page)
  const fingers = await Fingers.on(page)
  const line = async (from: readonly [number, number], to: readonly [number, number]) => {
    const [start, end] = [await spotOf(page, from), await spotOf(page, to)]
    const shares = [0, 0.25, 0.5, 0.75, 1]
    await pen.drag(
      shares.map(share => ({
        x: start.x + share * (end.x - start.x),
        y: start.y + share * (end.y - start.y),
      })),
      () => 0.5,
    )
  }
  await tool(page, 'Rectangle').click()
  await fingers.down(await spotOf(page, [300, TOP + 90]))
  await line([40, TOP], [140, TOP + 60])
  await fingers.up()
  await expectCount(page, 1)
  // With nothing selected there are no handles, and its edge takes it along.
  await page.keyboard.press('Escape')
  await line([65, TOP], [135, TOP + 60])
  expect(Number((await selectedElements(page))[0]?.x)).toBeGreaterThan(80)

  await tool(page, 'Pen').click()
  await line([300, TOP], [400, TOP])
  await expectCount(page, 2)
  await tool(page, 'Eraser').click()
  await line([350, TOP - 30], [350, TOP + 30])
  await expectCount(page, 1)
})

test('with Q a tool stays in the hand, without it one is back to Select', async ({ page, request }) => {
  await opened(page, request, [])
  await page.keyboard.press('q')
  await page.keyboard.press('r')
  await drag(page, [40, TOP], [100, TOP + 40])
  await drag(page, [140, TOP], [200, TOP + 40])
  await expect(tool(page, 'Rectangle')).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('q')
  await drag(page, [240, TOP], [300, TOP + 40])
  await expect(tool(page, 'Select')).toHaveAttribute('aria-pressed', 'true')
  await expectCount(page, 3)
})

test('a double click on the empty board writes there, and on a text goes on writing in it', async ({
  page,
  request,
}) => {
  await opened(page, request, [])
  const at = await onPage(page, 120, TOP + 20)
  await page.mouse.dblclick(at.x, at.y)
  const field = page.getByRole('textbox', { name: 'Text' })
  await expect(field).toBeFocused()
  await page.keyboard.type('because')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('group', { name: 'Text' })).toHaveText('because')
  await clickAt(page, 300, TOP + 100)
  await page.mouse.dblclick(at.x + 6, at.y)
  await expect(field).toHaveValue('because')
  await page.keyboard.type(' of it')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('group', { name: 'Text' })).toHaveText('because of it')
  await expectCount(page, 1)
})

test('the title of a frame is written where it stands, and Escape leaves it as it was', async ({
  page,
  request,
}) => {
  await opened(page, request, [
    { id: 'a1', kind: 'frame', x: 40, y: TOP + 10, width: 240, height: 120, title: 'Backward' },
  ])
  const title = page.locator('g[data-kind="frame"] text')
  const field = page.getByRole('textbox', { name: 'Title of the frame' })
  const at = await onPage(page, 60, TOP)
  await page.mouse.dblclick(at.x, at.y)
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('Backward')
  await page.keyboard.type('Backward pass')
  await page.keyboard.press('Enter')
  await expect(title).toHaveText('Backward pass')

  await annotations(page).focus()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(field).toBeFocused()
  await page.keyboard.type('never')
  await page.keyboard.press('Escape')
  await expect(field).toHaveCount(0)
  await expect(title).toHaveText('Backward pass')
  await page.keyboard.press('Control+z')
  await expect(title).toHaveText('Backward')
})

test('what is selected is copied as a picture, and the export opens by its keys', async ({
  browser,
  request,
}) => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  await opened(page, request, [LEFT_ONE, { ...RIGHT_ONE, color: 'red' }])
  await clickAt(page, ...ON_LEFT)
  await page.keyboard.press('Shift+Alt+C')
  await expect(page.getByText('The image is on the clipboard.')).toBeVisible()
  const picture = await page.evaluate(async () => {
    const [copied] = await navigator.clipboard.read()
    const bitmap = await createImageBitmap((await copied?.getType('image/png')) ?? new Blob())
    return { types: copied?.types, width: bitmap.width, height: bitmap.height }
  })
  expect(picture.types).toEqual(['image/png'])
  // Twice the rectangle and a margin around it, and nothing of the ellipse beside it.
  expect(picture.width).toBeGreaterThan(2 * LEFT_ONE.width)
  expect(picture.width).toBeLessThan(2 * (LEFT_ONE.width + 80))
  expect(picture.height).toBeGreaterThan(2 * LEFT_ONE.height)

  await page.keyboard.press('Control+Shift+E')
  const dialog = page.getByRole('dialog', { name: 'Export the board' })
  await expect(dialog).toBeVisible()
  await dialog.getByRole('radio', { name: 'Dark' }).check({ force: true })
  await expect(dialog.getByRole('radio', { name: 'Dark' })).toBeChecked()
})
