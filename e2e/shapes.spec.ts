import { expect, type Locator, type Page, test } from '@playwright/test'
import * as Y from 'yjs'
import { createBoard, derived, openBoard, openInNewBrowser, openTwoBrowsers } from './boards'
import { brokenPng, greyPng, type ImageFile, svgFile } from './image-files'
import { joinAsProgram } from './stock-client'

// Room for drawing above and under the chain.
test.use({ viewport: { width: 1280, height: 1000 } })

type Place = readonly [x: number, y: number]

const shapes = (page: Page) => page.locator('[data-layer="shapes"] g[data-kind]')
const ofKind = (page: Page, kind: string) => page.locator(`g[data-kind="${kind}"]`)
const images = (page: Page) => page.locator('g[data-kind="image"] image[href^="blob:"]')
const tool = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name, exact: true })
const take = (page: Page, name: string) => tool(page, name).click()

async function drag(page: Page, from: Place, to: Place): Promise<void> {
  await page.mouse.move(...from)
  await page.mouse.down()
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2)
  await page.mouse.move(...to)
  await page.mouse.up()
}

/** A place near the lower left corner of the canvas, under the chain. */
async function freePlace(page: Page): Promise<Place> {
  const canvas = await boxOf(page.locator('[data-canvas]'))
  return [canvas.x + 60, canvas.y + canvas.height - 110]
}

async function boxOf(thing: Locator) {
  const box = await thing.boundingBox()
  if (box === null) throw new Error('It was meant to be on the page.')
  return box
}

async function middleOf(thing: Locator): Promise<Place> {
  const { x, y, width, height } = await boxOf(thing)
  return [x + width / 2, y + height / 2]
}

/** Opens a board in the browser of the test, with everything loaded that one draws with. */
async function openDrawing(page: Page, request: Parameters<typeof createBoard>[0]) {
  const board = await createBoard(request)
  await openBoard(page, board.links.editor)
  await expect(tool(page, 'Rectangle')).toBeVisible()
  return board
}

/** Where a line ends in the window, by what is drawn of it. */
const tipOf = (line: Locator): Promise<Place> =>
  line
    .locator('path')
    .first()
    .evaluate(path => {
      if (!(path instanceof SVGPathElement)) throw new Error('A line was meant to be a path.')
      const end = path.getPointAtLength(path.getTotalLength())
      const { x, y } = end.matrixTransform(path.getScreenCTM() ?? new DOMMatrix())
      return [x, y] as const
    })

/** How far a place lies from the nearest edge of something, 0 within it. */
async function gapTo([x, y]: Place, thing: Locator): Promise<number> {
  const box = await boxOf(thing)
  const beside = (at: number, from: number, length: number) => Math.max(0, from - at, at - from - length)
  return Math.hypot(beside(x, box.x, box.width), beside(y, box.y, box.height))
}

async function choose(page: Page, file: ImageFile): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await take(page, 'Image')
  await (await chooser).setFiles({ ...file, buffer: file.buffer })
}

test('what is drawn with the mouse is on the board of another, and undo takes it away again', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const [ada, ben] = await openTwoBrowsers(browser, links.annotator)
  const [x, y] = await freePlace(ada)
  for (const [i, name] of ['Rectangle', 'Ellipse', 'Line', 'Arrow'].entries()) {
    await take(ada, name)
    await drag(ada, [x + 120 * i, y], [x + 80 + 120 * i, y + 60])
    await expect(tool(ada, 'Select')).toHaveAttribute('aria-pressed', 'true')
    await expect(shapes(ben)).toHaveCount(i + 1)
  }
  await take(ada, 'Frame')
  await drag(ada, [x - 20, y - 10], [x + 500, y + 90])
  await expect(ofKind(ben, 'frame').getByText('Frame')).toBeAttached()
  // Everything is where the hand was: to a pixel, with half the width of a line around it.
  const drawn = await boxOf(ofKind(ada, 'rectangle').locator('rect'))
  expect(Math.abs(drawn.x - x)).toBeLessThan(3)
  expect(Math.abs(drawn.width - 80)).toBeLessThan(5)

  await ada.getByRole('button', { name: 'Undo' }).click()
  await expect(ofKind(ben, 'frame')).toHaveCount(0)
  for (let left = 3; left >= 0; left--) {
    await ada.getByRole('button', { name: 'Undo' }).click()
    await expect(shapes(ben)).toHaveCount(left)
  }
})

test('two draw at the same time; what one undoes is their own alone', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const [ada, ben] = await openTwoBrowsers(browser, links.annotator)
  const [x, y] = await freePlace(ada)
  await Promise.all([
    take(ada, 'Rectangle').then(() => drag(ada, [x, y], [x + 80, y + 60])),
    take(ben, 'Ellipse').then(() => drag(ben, [x + 200, y], [x + 280, y + 60])),
  ])
  await expect(shapes(ada)).toHaveCount(2)
  await expect(shapes(ben)).toHaveCount(2)
  await ada.getByRole('button', { name: 'Undo' }).click()
  await expect(ofKind(ben, 'rectangle')).toHaveCount(0)
  await expect(ofKind(ben, 'ellipse')).toHaveCount(1)
})

test('Escape abandons what is being drawn and leaves no trace', async ({ page, request }) => {
  await openDrawing(page, request)
  const [x, y] = await freePlace(page)
  await take(page, 'Rectangle')
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 50, y + 50)
  await expect(shapes(page)).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(shapes(page)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()
})

test('a finger draws a rectangle', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 1280, height: 1000 } })
  const page = await context.newPage()
  await openBoard(page, links.editor)
  const [x, y] = await freePlace(page)
  await take(page, 'Rectangle')
  const devtools = await context.newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: Place[]) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: at.map(([x, y]) => ({ x, y, id: 1 })) })
  await touch('touchStart', [[x, y]])
  for (const share of [0.3, 0.6, 1]) await touch('touchMove', [[x + 100 * share, y + 70 * share]])
  await touch('touchEnd', [])
  await expect(ofKind(page, 'rectangle')).toHaveCount(1)
  expect(Math.abs((await boxOf(ofKind(page, 'rectangle').locator('rect'))).width - 100)).toBeLessThan(15)
  await context.close()
})

test('whoever cannot drag places shapes with Enter', async ({ page, request }) => {
  await openDrawing(page, request)
  for (const name of ['Rectangle', 'Frame']) {
    await tool(page, name).focus()
    await page.keyboard.press('Enter')
    await expect(tool(page, name)).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('Enter')
    await expect(ofKind(page, name.toLowerCase())).toHaveCount(1)
  }
})

test('an arrow from a rectangle to δ_2 follows when a layer is added, and says so when δ_2 is gone', async ({
  page,
  request,
}) => {
  await openDrawing(page, request)
  const [x, y] = await freePlace(page)
  await take(page, 'Rectangle')
  await drag(page, [x, y], [x + 100, y + 60])
  await take(page, 'Arrow')
  const delta = derived(page, 'δ_2')
  await page.mouse.move(...(await middleOf(delta)))
  await expect(page.locator('path[data-lit]')).toHaveCount(1)
  await drag(page, [x + 50, y + 30], await middleOf(delta))
  await expect(page.locator('path[data-lit]')).toHaveCount(0)
  const arrow = ofKind(page, 'arrow')
  await expect(arrow).toHaveCount(1)
  const nearDelta = async (name: string) => gapTo(await tipOf(arrow), derived(page, name))
  expect(await nearDelta('δ_2')).toBeLessThan(40)
  expect(await gapTo(await tipOf(arrow), ofKind(page, 'rectangle'))).toBeGreaterThan(40)

  await page.getByRole('button', { name: 'Insert a layer before layer 2', exact: true }).click()
  await expect(derived(page, 'δ_4')).toBeVisible()
  await expect.poll(() => nearDelta('δ_3')).toBeLessThan(40)

  await page.getByRole('button', { name: 'Remove layer 3' }).click()
  await expect(arrow.getByText('its δ is gone')).toBeAttached()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(arrow.getByText('its δ is gone')).toHaveCount(0)
  await expect.poll(() => nearDelta('δ_3')).toBeLessThan(40)
})

test('an image that is chosen is seen by the others, and fetched with the link’s secret alone', async ({
  page,
  browser,
  request,
}) => {
  const { id, links } = await openDrawing(page, request)
  await choose(page, greyPng(200, 100))
  await expect(images(page)).toHaveCount(1)
  const viewer = await openInNewBrowser(browser, links.viewer)
  await expect(images(viewer)).toHaveCount(1)
  const { width, height } = await boxOf(images(viewer))
  expect(width / height).toBeCloseTo(2, 1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(images(viewer)).toHaveCount(0)
  const hash = 'ab'.repeat(32)
  expect((await request.get(`/api/boards/${id}/images/${hash}`)).status()).toBe(401)
})

test('images come by being pasted and dropped', async ({ page, request }) => {
  await openDrawing(page, request)
  const bring = (kind: 'paste' | 'drop', { name, mimeType, buffer }: ImageFile) =>
    page.evaluate(
      ([kind, name, type, base64]) => {
        const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
        const data = new DataTransfer()
        data.items.add(new File([bytes], name, { type }))
        const target = document.querySelector('[data-canvas]')
        const common = { bubbles: true, cancelable: true }
        target?.dispatchEvent(
          kind === 'paste'
            ? new ClipboardEvent('paste', { ...common, clipboardData: data })
            : new DragEvent('drop', { ...common, dataTransfer: data, clientX: 300, clientY: 400 }),
        )
      },
      [kind, name, mimeType, buffer.toString('base64')] as const,
    )
  await bring('paste', greyPng(60, 40))
  await expect(images(page)).toHaveCount(1)
  await bring('drop', greyPng(50, 50))
  await expect(images(page)).toHaveCount(2)
  await page.mouse.move(300, 400)
  const [x, y] = await middleOf(images(page).last())
  expect(Math.hypot(x - 300, y - 400)).toBeLessThan(2)
})

test('a hostile SVG becomes a picture: nothing in it runs and nothing is fetched for it (K7)', async ({
  page,
  request,
}) => {
  const asked: string[] = []
  page.on('request', sent => asked.push(sent.url()))
  const { id, links } = await openDrawing(page, request)
  await choose(
    page,
    svgFile(`<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="50000" height="25000"
  onload="window.ran = 'onload'">
  <script>window.ran = 'script'; top.ran = 'script'</script>
  <style>@import url(https://evil.test/style.css); rect { fill: url(https://evil.test/paint.svg#p) }</style>
  <image href="https://evil.test/image.png" width="10" height="10" onerror="window.ran = 'onerror'"/>
  <image xlink:href="file:///etc/passwd" width="10" height="10"/>
  <foreignObject width="100" height="100"><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.test/"/></foreignObject>
  <a href="javascript:window.ran = 'link'"><rect width="50000" height="25000" fill="teal"/></a>
</svg>`),
  )
  await expect(images(page)).toHaveCount(1)
  const { width, height } = await boxOf(images(page))
  expect(width / height).toBeCloseTo(2, 1)
  expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined()
  expect(asked.filter(url => url.includes('evil.test'))).toEqual([])
  const program = await joinAsProgram(id, links.viewer)
  const [image] = Object.values(program.doc.getMap('annotations').toJSON())
  program.leave()
  const kept = await request.get(`/api/boards/${id}/images/${image.hash}`, {
    headers: { Authorization: `Bearer ${links.viewer.split('#')[1]}` },
  })
  expect(kept.headers()['content-type']).toBe('image/png')

  const entities = `<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">`
  await choose(
    page,
    svgFile(`<!DOCTYPE svg [${entities}]><svg xmlns="http://www.w3.org/2000/svg"><text>&c;</text></svg>`),
  )
  await expect(page.getByText('This SVG is damaged and cannot be drawn.')).toBeVisible()
})

test('a huge image is made smaller, one that breaks off or would break the tab is refused, in words (K8)', async ({
  page,
  request,
}) => {
  await openDrawing(page, request)
  await choose(page, greyPng(9_000, 6_000))
  await expect(page.getByText(/made smaller, from 9,000 × 6,000 to 7,7\d\d × 5,1\d\d pixels/)).toBeVisible({
    timeout: 30_000,
  })
  await expect(images(page)).toHaveCount(1)
  await choose(page, brokenPng(100, 100))
  await expect(page.getByText('This image is damaged and cannot be shown.')).toBeVisible()
  await choose(page, brokenPng(50_000, 50_000))
  await expect(page.getByText(/has 50,000 × 50,000 pixels, more than can be opened/)).toBeVisible()
  await choose(page, { name: 'words.png', mimeType: 'image/png', buffer: Buffer.from('no image') })
  await expect(page.getByText(/is no image that can be shown/)).toBeVisible()
  await choose(page, svgFile('<svg xmlns="http://www.w3.org/2000/svg"><rect'))
  await expect(page.getByText('This SVG is damaged and cannot be drawn.')).toBeVisible()
  await expect(ofKind(page, 'image')).toHaveCount(1)
})

test('of many shapes those in sight are in the page, and others come when one goes there', async ({
  page,
  request,
}) => {
  const { id, links } = await openDrawing(page, request)
  const program = await joinAsProgram(id, links.editor)
  const annotations = program.doc.getMap('annotations')
  program.doc.transact(() => {
    for (let i = 0; i < 600; i++) {
      const place = { x: i * 200, y: -60, width: 100, height: 40, order: `a${i}` }
      annotations.set(`s-${i}`, new Y.Map(Object.entries({ kind: 'rectangle', ...place })))
    }
  })
  await expect(page.locator('g[data-id="s-0"]')).toBeAttached()
  await expect(page.locator('g[data-id="s-599"]')).toHaveCount(0)
  await page.mouse.move(...(await freePlace(page)))
  const pan = async (step: number) => {
    for (let i = 0; i < 20; i++) await page.mouse.wheel(step, 0)
  }
  await pan(3000)
  await expect(page.locator('g[data-id="s-0"]')).toHaveCount(0)
  const count = await shapes(page).count()
  expect(count).toBeGreaterThan(3)
  expect(count).toBeLessThan(100)
  await pan(-3000)
  await expect(page.locator('g[data-id="s-0"]')).toBeAttached()
  program.leave()
})
