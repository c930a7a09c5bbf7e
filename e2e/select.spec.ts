import { type APIRequestContext, type Browser, expect, type Page, test } from '@playwright/test'
import { connection, createBoard, openBoard, openTwoBrowsers, parameter } from './boards'
import {
  allElements,
  annotations,
  clickAt,
  drag,
  expectCanvas,
  expectCount,
  onPage,
  paste,
  putOnBoard,
  type ShownElement,
  selectedElements,
  selectionBar,
} from './canvas-board'

/** Under the chain, where nothing else lies: two shapes beside each other, filled so that they can be taken anywhere. */
const TOP = 430
const LEFT_ONE = { id: 'a1', kind: 'rectangle', x: 40, y: TOP, width: 100, height: 60, fill: 'tint' }
const RIGHT_ONE = { id: 'a2', kind: 'rectangle', x: 260, y: TOP + 10, width: 100, height: 60, fill: 'tint' }
/** In the middle of them. */
const ON_LEFT = [90, TOP + 30] as const
const ON_RIGHT = [310, TOP + 40] as const

async function boardWith(page: Page, request: APIRequestContext, elements: readonly object[]) {
  const { links } = await createBoard(request)
  await openBoard(page, links.editor)
  await putOnBoard(page, elements)
  await page.keyboard.press('Escape')
  return links
}

/** Where things lie, from left to right. */
const places = (elements: readonly ShownElement[]) =>
  elements.map(({ x, y }) => [Math.round(x), Math.round(y)]).sort(([a = 0], [b = 0]) => a - b)

async function twoWith(browser: Browser, request: APIRequestContext, elements: readonly object[]) {
  const { links } = await createBoard(request)
  const [one, two] = await openTwoBrowsers(browser, links.editor)
  await putOnBoard(one, elements)
  await expectCanvas(two)
  await expectCount(two, elements.length)
  await one.keyboard.press('Escape')
  return [one, two] as const
}

test('a click selects, Shift adds, and a drag moves what is selected: one undo', async ({
  page,
  request,
}) => {
  await boardWith(page, request, [LEFT_ONE, RIGHT_ONE])
  await clickAt(page, ...ON_LEFT)
  expect(await selectedElements(page)).toHaveLength(1)
  await clickAt(page, ...ON_RIGHT, { modifiers: ['Shift'] })
  expect(await selectedElements(page)).toHaveLength(2)
  await drag(page, ON_LEFT, [140, TOP + 50])
  expect(places(await selectedElements(page))).toEqual([
    [90, TOP + 20],
    [310, TOP + 30],
  ])
  await page.keyboard.press('Control+z')
  expect(places(await allElements(page))).toEqual([
    [40, TOP],
    [260, TOP + 10],
  ])
  await page.keyboard.press('Control+Shift+z')
  expect(places(await allElements(page))).toEqual([
    [90, TOP + 20],
    [310, TOP + 30],
  ])
})

test('a drag of hundreds moves all of them, and is one undo', async ({ page, request }) => {
  const others = Array.from({ length: 399 }, (_, i) => ({
    id: `m${i}`,
    kind: 'rectangle',
    x: 240 + 8 * (i % 40),
    y: TOP + 8 * Math.floor(i / 40),
    width: 5,
    height: 5,
  }))
  await boardWith(page, request, [LEFT_ONE, ...others])
  await page.keyboard.press('Control+a')
  const before = places(await selectedElements(page))
  expect(before).toHaveLength(400)
  await drag(page, ON_LEFT, [ON_LEFT[0] + 30, ON_LEFT[1] + 20], ['Control'])
  const after = before.map(([x = 0, y = 0]) => [x + 30, y + 20])
  await expect.poll(async () => places(await selectedElements(page))).toEqual(after)
  await page.keyboard.press('Control+z')
  expect(places(await selectedElements(page))).toEqual(before)
})

test('a marquee on the empty board selects what it touches, Alt draws a lasso', async ({ page, request }) => {
  await boardWith(page, request, [LEFT_ONE, RIGHT_ONE])
  await drag(page, [20, TOP - 20], [300, TOP + 20])
  expect(await selectedElements(page)).toHaveLength(2)
  await clickAt(page, 200, TOP + 30)
  expect(await selectedElements(page)).toHaveLength(0)

  const path = await Promise.all(
    [
      [20, TOP - 20],
      [170, TOP - 20],
      [170, TOP + 90],
      [20, TOP + 90],
    ].map(([x = 0, y = 0]) => onPage(page, x, y)),
  )
  const [first, ...rest] = path
  if (first === undefined) throw new Error('a lasso was meant to have a beginning')
  await page.mouse.move(first.x, first.y)
  await page.keyboard.down('Alt')
  await page.mouse.down()
  for (const { x, y } of rest) await page.mouse.move(x, y, { steps: 3 })
  await page.mouse.up()
  await page.keyboard.up('Alt')
  expect(places(await selectedElements(page))).toEqual([[40, TOP]])
})

test('Escape gives up a drag and leaves no trace', async ({ page, request }) => {
  await boardWith(page, request, [LEFT_ONE])
  const [from, to] = [await onPage(page, ...ON_LEFT), await onPage(page, 300, TOP + 80)]
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(places(await selectedElements(page))).toEqual([[40, TOP]])
  // What there is to undo is the paste: the drag was nothing.
  await page.keyboard.press('Control+z')
  await expectCount(page, 0)
})

test('Alt drags a copy, a handle resizes, and the knob above turns by 15° with Shift', async ({
  page,
  request,
}) => {
  await boardWith(page, request, [LEFT_ONE])
  await drag(page, ON_LEFT, [290, TOP + 30], ['Alt', 'Control'])
  expect(places(await allElements(page))).toEqual([
    [40, TOP],
    [240, TOP],
  ])
  await page.keyboard.press('Escape')
  await clickAt(page, ...ON_LEFT)
  await drag(page, [140, TOP + 60], [170, TOP + 70], ['Control'])
  const [resized] = await selectedElements(page)
  expect(resized?.width).toBeCloseTo(130, 2)
  expect(resized?.height).toBeCloseTo(70, 2)
  const { x: left } = await onPage(page, 0, 0)
  const { x: right } = await onPage(page, 100, 0)
  const zoom = (right - left) / 100
  await drag(page, [105, TOP - 28 / zoom], [300, TOP + 35], ['Shift'])
  const [turned] = await selectedElements(page)
  expect(turned?.rotation).toBeCloseTo(Math.PI / 2, 3)
})

test('a group is clicked through: first all of it, then what is in it', async ({ page, request }) => {
  await boardWith(page, request, [LEFT_ONE, RIGHT_ONE])
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+g')
  await page.keyboard.press('Escape')
  await clickAt(page, ...ON_LEFT)
  expect(await selectedElements(page)).toHaveLength(2)
  const at = await onPage(page, ON_LEFT[0] + 20, ON_LEFT[1])
  await page.mouse.dblclick(at.x, at.y)
  expect(places(await selectedElements(page))).toEqual([[40, TOP]])
  await page.keyboard.press('Escape')
  expect(await selectedElements(page)).toHaveLength(2)
  await page.keyboard.press('Control+Shift+g')
  await page.keyboard.press('Escape')
  await clickAt(page, ...ON_RIGHT)
  expect(await selectedElements(page)).toHaveLength(1)
})

test('what is locked can be selected and does not move until it is unlocked', async ({ page, request }) => {
  await boardWith(page, request, [LEFT_ONE])
  await clickAt(page, ...ON_LEFT)
  await page.keyboard.press('Shift+l')
  await drag(page, ON_LEFT, [290, TOP + 30], ['Control'])
  expect(places(await selectedElements(page))).toEqual([[40, TOP]])
  await expect(page.getByText('It is locked. Unlock it first')).toBeVisible()
  await selectionBar(page).getByRole('button', { name: 'Unlock' }).click()
  await drag(page, [ON_LEFT[0] + 10, ON_LEFT[1]], [300, TOP + 30], ['Control'])
  expect(places(await selectedElements(page))).toEqual([[240, TOP]])
})

test('the bar beside the selection colours, orders, aligns, duplicates and deletes', async ({
  page,
  request,
}) => {
  await boardWith(page, request, [LEFT_ONE, RIGHT_ONE])
  await clickAt(page, ...ON_LEFT)
  const bar = selectionBar(page)
  await bar.getByRole('button', { name: 'Style' }).click()
  await page.getByRole('radio', { name: 'Red' }).check({ force: true })
  await page.keyboard.press('Escape')
  await expect.poll(() => selectedElements(page)).toMatchObject([{ color: 'red' }])

  await page.keyboard.press('Control+a')
  await bar.getByRole('button', { name: 'Arrange' }).click()
  await page.getByRole('button', { name: 'Align top edges' }).click()
  await page.keyboard.press('Escape')
  await expect
    .poll(async () => places(await selectedElements(page)))
    .toEqual([
      [40, TOP],
      [260, TOP],
    ])
  await bar.getByRole('button', { name: 'Duplicate' }).click()
  await expectCount(page, 4)
  await bar.getByRole('button', { name: 'Delete' }).click()
  await expectCount(page, 2)
  await expect(bar).toBeHidden()
})

test('a note holds on to a quantity, says so, goes along when a layer comes before it, and keeps its hold when it is moved', async ({
  page,
  request,
}) => {
  await boardWith(page, request, [{ id: 'a1', kind: 'note', x: 40, y: TOP, text: 'why?' }])
  await clickAt(page, 60, TOP + 20)
  await selectionBar(page).getByRole('button', { name: 'Hold on to a quantity' }).click()
  await page.getByRole('button', { name: /^δ_2, / }).click()
  await expect(page.getByRole('dialog', { name: 'Hold on to a quantity' })).toContainText('δ₂')
  await page.keyboard.press('Escape')
  await expect.poll(() => selectedElements(page)).toMatchObject([{ anchor: { to: 'quantity' } }])
  await annotations(page).focus()
  const [before] = await selectedElements(page)
  expect(before?.anchor).toMatchObject({ quantity: expect.stringMatching(/^delta\//) })

  await page.keyboard.press('Shift+ArrowRight')
  const [after] = await selectedElements(page)
  expect(Number(after?.x)).toBeCloseTo(Number(before?.x) + 10, 1)
  expect(after?.anchor).toMatchObject({ to: 'quantity' })

  // A layer of a few hundred px comes before the second: the note is met where its quantity is now.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Insert a layer before layer 2' }).click()
  await expect(parameter(page, 'w_4')).toBeVisible()
  await page.evaluate(
    () => new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted))),
  )
  await clickAt(page, 70, TOP + 20)
  expect(await selectedElements(page)).toHaveLength(0)
  expect(await allElements(page)).toMatchObject([{ anchor: after?.anchor }])
})

test('two people: what one moves the other sees, and what one drags the other may delete', async ({
  browser,
  request,
}) => {
  const [one, two] = await twoWith(browser, request, [LEFT_ONE, RIGHT_ONE])
  await drag(one, ON_LEFT, [90, TOP + 130], ['Control'])
  await expect
    .poll(async () => places(await allElements(two)))
    .toEqual([
      [40, TOP + 100],
      [260, TOP + 10],
    ])
  await two.keyboard.press('Escape')

  // One holds it in the hand while the other deletes it.
  const [from, to] = [await onPage(one, ...ON_RIGHT), await onPage(one, 310, TOP + 160)]
  await one.mouse.move(from.x, from.y)
  await one.mouse.down()
  await one.mouse.move(to.x, to.y, { steps: 4 })
  await clickAt(two, ...ON_RIGHT)
  await two.keyboard.press('Delete')
  await expect(one.getByText('Somebody has deleted it meanwhile.')).toBeVisible()
  await one.mouse.move(to.x + 20, to.y + 20)
  await one.mouse.up()
  await expectCount(one, 1)
  await expectCount(two, 1)
  await expect(selectionBar(one)).toBeHidden()

  // Each takes back their own: the one the move, the other the deletion.
  await one.keyboard.press('Control+z')
  await two.keyboard.press('Control+z')
  for (const page of [one, two]) {
    await expectCount(page, 2)
    await expect
      .poll(async () => places(await allElements(page)))
      .toEqual([
        [40, TOP],
        [260, TOP + 10],
      ])
  }
  await expect(connection(one)).toHaveText(/Saved|Live/)
})

test('a finger moves the board with Select, and drags what it takes', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const context = await browser.newContext({ hasTouch: true })
  const page = await context.newPage()
  await openBoard(page, links.editor)
  await putOnBoard(page, [LEFT_ONE])
  await page.keyboard.press('Escape')
  const cdp = await context.newCDPSession(page)
  const touch = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] })
    for (const share of [0.3, 0.6, 1]) {
      const at = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
      await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at] })
    }
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }
  const before = await onPage(page, 0, 0)
  const empty = await onPage(page, 250, TOP + 30)
  await touch(empty, { x: empty.x + 60, y: empty.y - 40 })
  await expect.poll(async () => Math.round((await onPage(page, 0, 0)).x - before.x)).toBe(60)
  const taken = await onPage(page, ...ON_LEFT)
  await touch(taken, { x: taken.x + 100, y: taken.y })
  await expect.poll(async () => (await selectedElements(page)).length).toBe(1)
  const [moved] = await selectedElements(page)
  expect(Number(moved?.x)).toBeGreaterThan(60)
})

test('copied here and pasted there: between boards, as words for others, and hostile content as nothing', async ({
  browser,
  request,
}) => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const [here, there] = [await createBoard(request), await createBoard(request)]
  const page = await context.newPage()
  await openBoard(page, here.links.editor)
  await putOnBoard(page, [LEFT_ONE, { id: 'a2', kind: 'math', x: 40, y: TOP + 90, text: '\\delta_2' }])
  await annotations(page).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('$$\\delta_2$$')
  await page.keyboard.press('Control+x')
  await expectCount(page, 0)

  const other = await context.newPage()
  await openBoard(other, there.links.editor)
  await expectCanvas(other)
  await annotations(other).focus()
  await other.keyboard.press('Control+v')
  await expectCount(other, 2)
  expect((await selectedElements(other)).map(({ kind }) => kind).sort()).toEqual(['math', 'rectangle'])

  // Words become what they look like.
  await paste(other, { 'text/plain': '$$a^2 + b^2$$' })
  expect(await selectedElements(other)).toMatchObject([{ kind: 'math', text: 'a^2 + b^2' }])
  await paste(other, { 'text/plain': 'Remember the chain rule' })
  expect(await selectedElements(other)).toMatchObject([{ kind: 'text', text: 'Remember the chain rule' }])
  await expectCount(other, 4)

  // What somebody has made by hand is read as data, and what cannot be read is left out.
  const dialogs: string[] = []
  other.on('dialog', dialog => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  const hostile = {
    format: 'chainboard/annotations',
    version: 1,
    layers: ['__proto__'],
    elements: [
      { id: '__proto__', kind: 'rectangle', x: 0, y: 0, width: 1, height: 1 },
      { id: 'a9', kind: 'rectangle', x: 'NaN', y: 1e300, width: -1, height: 1 },
      { id: 'a8', kind: 'constructor' },
    ],
  }
  const packed = Buffer.from(JSON.stringify(hostile)).toString('base64')
  await paste(other, {
    'text/html': `<img src=x onerror="alert(1)"><div data-chainboard="${packed}"></div>`,
    'text/plain': 'never shown',
  })
  await expect(other.getByText('There is nothing in it that could be pasted.')).toBeVisible()
  await expectCount(other, 4)
  await paste(other, { 'text/html': '<script>alert(2)</script>', 'text/plain': '<script>alert(2)</script>' })
  expect(await selectedElements(other)).toMatchObject([{ kind: 'text', text: '<script>alert(2)</script>' }])
  expect(dialogs).toEqual([])
})

test('others see what I have selected, in my colour', async ({ browser, request }) => {
  const [one, two] = await twoWith(browser, request, [LEFT_ONE])
  await clickAt(one, ...ON_LEFT)
  await expect(two.getByTestId('selections').locator('path')).toHaveCount(1)
  await one.keyboard.press('Escape')
  await expect(two.getByTestId('selections').locator('path')).toHaveCount(0)
})

test('whoever looks on can select and copy, and changes nothing', async ({ browser, page, request }) => {
  const links = await boardWith(page, request, [LEFT_ONE])
  const context = await browser.newContext()
  const viewer = await context.newPage()
  await openBoard(viewer, links.viewer)
  await expectCanvas(viewer)
  await expectCount(viewer, 1)
  await drag(viewer, ON_LEFT, [290, TOP + 30])
  expect(places(await allElements(viewer))).toEqual([[40, TOP]])
  await expect(selectionBar(viewer)).toBeHidden()
  await viewer.keyboard.press('Delete')
  await paste(viewer, { 'text/plain': 'mine' })
  await expectCount(viewer, 1)
})
