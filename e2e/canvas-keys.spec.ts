import AxeBuilder from '@axe-core/playwright'
import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { createBoard, derived, openBoard, parameter } from './boards'
import {
  allElements,
  annotations,
  expectCanvas,
  expectCount,
  onPage,
  paste,
  putOnBoard,
  selectedElements,
  tool,
} from './canvas-board'

const TOP = 430
const SHAPES = [
  { id: 'a1', kind: 'rectangle', x: 40, y: TOP, width: 100, height: 60, fill: 'tint' },
  { id: 'a2', kind: 'ellipse', x: 260, y: TOP + 10, width: 100, height: 60, fill: 'tint' },
  { id: 'a3', kind: 'rectangle', x: 100, y: TOP + 20, width: 100, height: 60, fill: 'tint' },
]

async function opened(page: Page, request: APIRequestContext, elements: readonly object[] = []) {
  const { links } = await createBoard(request)
  await openBoard(page, links.editor)
  if (elements.length > 0) await putOnBoard(page, elements)
  else await expectCanvas(page)
  await annotations(page).focus()
  await page.keyboard.press('Escape')
}

const percent = (page: Page) => page.getByRole('group', { name: 'Zoom' }).getByTitle(/Zoom to 100/)

test('every tool has its key', async ({ page, request }) => {
  await opened(page, request)
  const keys: readonly (readonly [key: string, tool: string])[] = [
    ['h', 'Hand'],
    ['v', 'Select'],
    ['p', 'Pen'],
    ['Shift+P', 'Highlighter'],
    ['d', 'Pen'],
    ['e', 'Eraser'],
    ['b', 'Pen'],
    ['k', 'Laser pointer'],
    ['m', 'Formula'],
    ['t', 'Text'],
    ['n', 'Note'],
    ['c', 'Comment'],
    ['a', 'Arrow'],
    ['l', 'Line'],
    ['r', 'Rectangle'],
    ['o', 'Ellipse'],
    ['f', 'Frame'],
  ]
  for (const [key, name] of keys) {
    await page.keyboard.press(key)
    await expect(tool(page, name)).toHaveAttribute('aria-pressed', 'true')
  }
  await page.keyboard.press('Escape')
  await expect(tool(page, 'Select')).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('q')
  await expect(page.getByText('The tool stays in hand.')).toBeVisible()
})

test('keys are left to whoever types, drives a slider or walks the values of the chain', async ({
  page,
  request,
}) => {
  await opened(page, request, SHAPES)
  await page.keyboard.press('Control+a')
  const before = await selectedElements(page)

  await page.getByRole('textbox', { name: 'Title of this board' }).focus()
  await page.keyboard.type('vhp')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('ArrowLeft')
  await expect(tool(page, 'Select')).toHaveAttribute('aria-pressed', 'true')
  await parameter(page, 'w_1').focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Escape')
  await page.getByRole('slider').first().focus()
  await page.keyboard.press('ArrowRight')
  await derived(page, 'z_1').focus()
  await page.keyboard.press('ArrowRight')
  await expect(derived(page, 'z_2')).toBeFocused()
  await page.keyboard.press('Delete')

  await annotations(page).focus()
  await expectCount(page, 3)
  expect(await selectedElements(page)).toEqual(before)
})

test('undo and redo go over the model and the annotations in one order', async ({ page, request }) => {
  await opened(page, request)
  const weight = parameter(page, 'w_1')
  const before = (await weight.getAttribute('data-value')) ?? ''
  await weight.fill('0.5')
  await weight.press('Enter')
  await annotations(page).focus()
  await paste(page, { 'text/plain': 'a thought' })
  await expectCount(page, 1)
  await page.keyboard.press('Control+z')
  await expectCount(page, 0)
  await expect(weight).toHaveAttribute('data-value', '0.5')
  await page.keyboard.press('Control+z')
  await expect(weight).toHaveAttribute('data-value', before)
  await page.keyboard.press('Control+y')
  await page.keyboard.press('Control+Shift+z')
  await expect(weight).toHaveAttribute('data-value', '0.5')
  await expectCount(page, 1)
})

test('Tab walks the annotations as one reads, and leaves them at the end', async ({ page, request }) => {
  await opened(page, request, SHAPES)
  const list = annotations(page)
  const option = list.getByRole('option')
  const walked: string[] = []
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press('Tab')
    await expect(option).toHaveAttribute('aria-posinset', String(i + 1))
    walked.push((await option.textContent()) ?? '')
  }
  expect(walked).toEqual(['Rectangle', 'Rectangle', 'Ellipse'])
  await page.keyboard.press('Shift+Tab')
  await expect(option).toHaveAttribute('aria-posinset', '2')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(list).not.toBeFocused()
})

test('arrows move, ten times as far with Shift, and a burst is one undo; Ctrl+Shift resizes', async ({
  page,
  request,
}) => {
  await opened(page, request, [SHAPES[0] ?? {}])
  await page.keyboard.press('Tab')
  for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowDown', 'ArrowUp']) await page.keyboard.press(key)
  expect(await selectedElements(page)).toMatchObject([{ x: 42, y: TOP + 9 }])
  await page.keyboard.press('Control+Shift+ArrowRight')
  expect(await selectedElements(page)).toMatchObject([{ width: 110, height: 60 }])
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  expect(await allElements(page)).toMatchObject([{ x: 40, y: TOP, width: 100 }])
})

test('duplicate, group, order, lock and delete by their keys', async ({ page, request }) => {
  await opened(page, request, SHAPES)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+d')
  await expectCount(page, 6)
  await page.keyboard.press('Backspace')
  await expectCount(page, 3)

  // From the bottom to the top: the keys of both schools.
  const order = async () => (await allElements(page)).map(({ x }) => Math.round(x))
  expect(await order()).toEqual([40, 260, 100])
  const first = async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
  }
  await first()
  await page.keyboard.press(']')
  expect(await order()).toEqual([260, 100, 40])
  await first()
  await page.keyboard.press('Control+[')
  expect(await order()).toEqual([260, 40, 100])
  await first()
  await page.keyboard.press('Control+Shift+]')
  expect(await order()).toEqual([260, 100, 40])
  await first()
  await page.keyboard.press('[')
  expect(await order()).toEqual([40, 260, 100])
  await first()
  await page.keyboard.press('Control+]')
  expect(await order()).toEqual([260, 40, 100])
  await first()
  await page.keyboard.press('Alt+]')
  expect(await order()).toEqual([260, 100, 40])
  await first()
  await page.keyboard.press('Alt+[')
  expect(await order()).toEqual([260, 40, 100])
})

test('the camera has its keys, and the grid, and the bars can be put away', async ({ page, request }) => {
  await opened(page, request, SHAPES)
  await page.keyboard.press('Shift+0')
  await expect(percent(page)).toHaveText('100 %')
  await page.keyboard.press('Control+=')
  await expect(percent(page)).toHaveText('150 %')
  await page.keyboard.press('Control+-')
  await page.keyboard.press('Control+-')
  await expect(percent(page)).toHaveText('75 %')
  await page.keyboard.press('Control+0')
  await expect(percent(page)).toHaveText('100 %')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+2')
  await expect(percent(page)).toHaveText('200 %')
  await page.keyboard.press('Shift+1')
  await expect(percent(page)).not.toHaveText('200 %')
  const grid = page.getByTestId('grid')
  await expect(grid).toHaveCount(0)
  await page.keyboard.press("Control+'")
  await expect(grid).toHaveCount(1)
  await page.keyboard.press("Control+'")
  await expect(grid).toHaveCount(0)
  await page.keyboard.press('Control+.')
  await expect(page.getByRole('toolbar', { name: 'Tools' })).toBeHidden()
  await page.keyboard.press('Control+.')
  await expect(page.getByRole('toolbar', { name: 'Tools' })).toBeVisible()
})

test('the palette finds a command by its words and does it, and the sheet shows the keys', async ({
  page,
  request,
}) => {
  await opened(page, request, [{ id: 'a1', kind: 'note', x: 40, y: TOP, text: 'why?' }])
  await page.keyboard.press('Tab')
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'Command' })
  await expect(field).toBeFocused()
  await page.keyboard.type('hold δ_2')
  await expect(page.getByRole('option', { selected: true }).first()).toContainText('Hold on to δ_2')
  const found = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
  expect(found.violations).toEqual([])
  await page.keyboard.press('Enter')
  await expect(field).toBeHidden()
  await expect.poll(() => selectedElements(page)).toMatchObject([{ anchor: { to: 'quantity' } }])

  await page.keyboard.press('Control+/')
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused()
  await page.keyboard.type('nothing like this')
  await expect(page.getByText(/Nothing that can be done now/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(field).toBeHidden()

  await annotations(page).focus()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(sheet).toContainText('Bring to front')
  await expect(sheet).toContainText('Along the chain')
  await expect(sheet.locator('kbd').first()).toBeVisible()
  const sheetFound = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
  expect(sheetFound.violations).toEqual([])
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
})

test('the keys work after a press on the board, too', async ({ page, request }) => {
  await opened(page, request, SHAPES)
  const at = await onPage(page, 230, TOP + 20)
  await page.mouse.click(at.x, at.y)
  await expect(annotations(page)).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await expectCount(page, 0)
})
