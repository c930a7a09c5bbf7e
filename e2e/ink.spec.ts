import { expect, type Page, test } from '@playwright/test'
import { createBoard, openBoard, openInNewBrowser, openTwoBrowsers } from './boards'
import {
  CLEAR,
  drag,
  expectInk,
  expectNoInk,
  expectStrokes,
  Fingers,
  inkAnywhere,
  inkAt,
  inWindow,
  Pen,
  press,
  type Spot,
  takeTool,
  wave,
} from './ink'

/** Below the bars that lie over the canvas. */
const START: Spot = { x: 60, y: 90 }
const LINE = wave(START)
const at = (spots: readonly Spot[], index: number): Spot => spots[index] ?? START

const undo = (page: Page) => page.getByRole('button', { name: 'Undo' }).click()
const redo = (page: Page) => page.getByRole('button', { name: 'Redo' }).click()

test.describe('with each device', () => {
  test('a mouse draws, the others see it, and a reload brings it back', async ({ browser, request }) => {
    const [ada, ben] = await openTwoBrowsers(browser, (await createBoard(request)).links.annotator)
    await takeTool(ada, 'Pen')
    await drag(ada, LINE)
    await expectStrokes(ben, 1)
    await expectInk(ben, at(LINE, 15))
    await expectNoInk(ben, { x: 60, y: 160 })
    await openBoard(ben, ben.url())
    await expectInk(ben, at(LINE, 15))
  })

  test('a finger draws until a pen was seen; then it moves the board', async ({ browser, request }) => {
    const page = await openInNewBrowser(browser, (await createBoard(request)).links.owner)
    await takeTool(page, 'Pen')
    const fingers = await Fingers.on(page)
    await fingers.drag(LINE)
    await expectStrokes(page, 1)
    const pen = await Pen.on(page)
    await pen.drag(wave({ x: 300, y: 90 }), () => 0.5)
    await expectStrokes(page, 2)
    await fingers.drag([
      { x: 400, y: 200 },
      { x: 400, y: 215 },
      { x: 400, y: 230 },
    ])
    await expectStrokes(page, 2)
    await expectInk(page, { x: at(LINE, 15).x, y: at(LINE, 15).y + 30 })
  })

  test('a pen draws broader where it is pressed harder', async ({ browser, request }) => {
    const page = await openInNewBrowser(browser, (await createBoard(request)).links.owner)
    await takeTool(page, 'Pen')
    const pen = await Pen.on(page)
    const straight = Array.from({ length: 40 }, (_, i) => ({ x: 100 + 8 * i, y: 90 }))
    await pen.drag(straight, i => 0.1 + 0.8 * (i / 40))
    await expectStrokes(page, 1)
    const [light, hard] = [
      await broadnessAt(page, at(straight, 8)),
      await broadnessAt(page, at(straight, 34)),
    ]
    expect(hard).toBeGreaterThan(1.4 * light)
  })

  test('a palm that lies down before the pen leaves nothing', async ({ browser, request }) => {
    const page = await openInNewBrowser(browser, (await createBoard(request)).links.owner)
    await takeTool(page, 'Pen')
    const fingers = await Fingers.on(page)
    await fingers.down({ x: 400, y: 300 })
    await fingers.move({ x: 404, y: 306 })
    const pen = await Pen.on(page)
    await pen.drag(LINE, () => 0.6)
    await fingers.move({ x: 420, y: 310 })
    await fingers.up()
    await expectStrokes(page, 1)
    await expectInk(page, at(LINE, 15))
    await expectNoInk(page, { x: 404, y: 306 })
  })

  test('a second finger turns a stroke into a pinch, and nothing is drawn', async ({ browser, request }) => {
    const page = await openInNewBrowser(browser, (await createBoard(request)).links.owner)
    const zoom = page.getByTitle('Zoom to 100 %')
    const before = Number.parseInt((await zoom.textContent()) ?? '', 10)
    await takeTool(page, 'Pen')
    const fingers = await Fingers.on(page)
    const [a, b] = [
      { x: 300, y: 150 },
      { x: 360, y: 150 },
    ]
    await fingers.down(a)
    await fingers.move({ x: 302, y: 151 })
    await fingers.down({ x: 302, y: 151 }, b)
    for (let i = 1; i <= 10; i++) await fingers.move({ x: 302 - 3 * i, y: 151 }, { x: 360 + 3 * i, y: 150 })
    await fingers.up()
    await expect
      .poll(async () => Number.parseInt((await zoom.textContent()) ?? '', 10))
      .toBeGreaterThan(1.5 * before)
    await expectStrokes(page, 0)
    await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()
  })

  test('a gesture that the system takes away leaves nothing', async ({ browser, request }) => {
    const page = await openInNewBrowser(browser, (await createBoard(request)).links.owner)
    await takeTool(page, 'Pen')
    const fingers = await Fingers.on(page)
    await fingers.down(START)
    await fingers.move({ x: 120, y: 110 })
    await fingers.move({ x: 160, y: 110 })
    await fingers.cancel()
    await expectNoInk(page, { x: 120, y: 110 })
    await expectStrokes(page, 0)
  })
})

test.describe('together', () => {
  test('two draw at once, and each undoes only what is theirs', async ({ browser, request }) => {
    const [ada, ben] = await openTwoBrowsers(browser, (await createBoard(request)).links.editor)
    const [mine, theirs] = [LINE, wave({ x: 400, y: 90 })]
    await Promise.all([takeTool(ada, 'Pen'), takeTool(ben, 'Pen')])
    await Promise.all([drag(ada, mine), drag(ben, theirs)])
    for (const page of [ada, ben]) {
      await expectStrokes(page, 2)
      await expectInk(page, at(mine, 15))
      await expectInk(page, at(theirs, 15))
    }
    await undo(ada)
    for (const page of [ada, ben]) {
      await expectNoInk(page, at(mine, 15))
      await expectInk(page, at(theirs, 15))
    }
    await redo(ada)
    await undo(ben)
    for (const page of [ada, ben]) {
      await expectInk(page, at(mine, 15))
      await expectNoInk(page, at(theirs, 15))
    }
  })

  test('a long stroke grows on the other screen while it is drawn, and no part of it is ever missing, the hand-over included', async ({
    browser,
    request,
  }) => {
    const [ada, ben] = await openTwoBrowsers(browser, (await createBoard(request)).links.editor)
    await takeTool(ada, 'Pen')
    // More points than the window of a live stroke holds.
    const long = wave(START, 90)
    await watchFrames(
      ben,
      long.filter((_, i) => i % 3 === 0),
    )
    await press(ada, long)
    await expectInk(ben, at(long, 85))
    await expectStrokes(ben, 0)
    await ada.mouse.up()
    await expectStrokes(ben, 1)
    // Past the time at which the stroke leaves presence.
    await expect
      .poll(() =>
        ben.evaluate(() => performance.now() - (window.watched.find(({ isStill }) => isStill)?.at ?? 1e9)),
      )
      .toBeGreaterThan(1_000)
    const frames = await ben.evaluate(() => window.watched)
    const reaches = frames.map(({ there }) => there.lastIndexOf('1'))
    expect(new Set(reaches).size).toBeGreaterThan(5)
    let shown = ''
    for (const { there } of frames) {
      // What has once been shown is there in every later frame. Where the pen is now the line is still being smoothed.
      const settled = [...shown].map((spot, i) => (spot === '1' && i < shown.lastIndexOf('1') - 1 ? i : -1))
      expect(settled.filter(i => i >= 0 && there[i] === '0')).toEqual([])
      shown = there
    }
    const sources = frames.map(({ isLive, isStill }) => `${isLive ? 'live' : ''}${isStill ? 'still' : ''}`)
    const changes = sources.filter((source, i) => source !== sources[i - 1] && source !== '')
    expect(changes).toEqual(['live', 'still'])
  })

  test('whoever looks on points with a laser, which fades and leaves nothing', async ({
    browser,
    request,
  }) => {
    const board = await createBoard(request)
    const owner = await openInNewBrowser(browser, board.links.owner)
    const viewer = await openInNewBrowser(browser, board.links.viewer)
    await expect(viewer.getByRole('button', { name: 'Pen', exact: true })).toHaveCount(0)
    await takeTool(viewer, 'Laser pointer')
    await press(viewer, LINE)
    await expect.poll(() => inkAnywhere(owner)).toBeGreaterThan(CLEAR)
    await viewer.mouse.up()
    await expect.poll(() => inkAnywhere(owner)).toBe(0)
    await expect.poll(() => inkAnywhere(viewer)).toBe(0)
    await expectStrokes(owner, 0)
  })
})

test.describe('the eraser', () => {
  const across: Spot[] = [
    { x: at(LINE, 15).x, y: 60 },
    { x: at(LINE, 15).x, y: 90 },
    { x: at(LINE, 15).x, y: 130 },
  ]

  test('takes whole strokes on release, and undo brings them back for both', async ({ browser, request }) => {
    const [ada, ben] = await openTwoBrowsers(browser, (await createBoard(request)).links.editor)
    await takeTool(ada, 'Pen')
    await drag(ada, LINE)
    await expectStrokes(ben, 1)
    await takeTool(ben, 'Eraser')
    await press(ben, across)
    await expect.poll(() => inkAt(ben, at(LINE, 5))).toBeLessThan(CLEAR)
    await expectStrokes(ada, 1)
    await ben.mouse.up()
    for (const page of [ada, ben]) await expectNoInk(page, at(LINE, 5))
    await undo(ben)
    for (const page of [ada, ben]) await expectInk(page, at(LINE, 5))
  })

  test('takes only what it touches, with Alt or as chosen, and what two of them take merges', async ({
    browser,
    request,
  }) => {
    const [ada, ben] = await openTwoBrowsers(browser, (await createBoard(request)).links.editor)
    await takeTool(ada, 'Pen')
    const straight = Array.from({ length: 40 }, (_, i) => ({ x: 60 + 8 * i, y: 90 }))
    await drag(ada, straight)
    await expectStrokes(ben, 1)
    const cut = async (page: Page, x: number, withAlt: boolean) => {
      await takeTool(page, 'Eraser')
      if (withAlt) await page.keyboard.down('Alt')
      await drag(
        page,
        [70, 85, 95, 110].flatMap(y => [
          { x: x - 14, y },
          { x: x + 14, y },
        ]),
      )
      if (withAlt) await page.keyboard.up('Alt')
    }
    await takeTool(ben, 'Eraser')
    await ben.getByRole('radio', { name: 'Parts of strokes' }).check()
    await Promise.all([cut(ada, 140, true), cut(ben, 260, false)])
    for (const page of [ada, ben]) {
      await expectNoInk(page, { x: 140, y: 90 })
      await expectNoInk(page, { x: 260, y: 90 })
      await expectInk(page, { x: 200, y: 90 })
      await expectStrokes(page, 1)
    }
    await undo(ada)
    for (const page of [ada, ben]) {
      await expectInk(page, { x: 140, y: 90 })
      await expectNoInk(page, { x: 260, y: 90 })
    }
  })

  test('gives everything back on Escape', async ({ browser, request }) => {
    const page = await openInNewBrowser(browser, (await createBoard(request)).links.owner)
    await takeTool(page, 'Pen')
    await drag(page, LINE)
    await takeTool(page, 'Eraser')
    await press(page, across)
    await expect.poll(() => inkAt(page, at(LINE, 5))).toBeLessThan(CLEAR)
    await page.keyboard.press('Escape')
    await expectInk(page, at(LINE, 5))
    await page.mouse.up()
    await expectStrokes(page, 1)
  })
})

test('a highlighter marks below the chain', async ({ browser, request }) => {
  const page = await openInNewBrowser(browser, (await createBoard(request)).links.owner)
  await takeTool(page, 'Highlighter')
  await drag(page, LINE)
  await expectStrokes(page, 1, 'highlighter')
  await expectInk(page, at(LINE, 15), 'highlighter')
  await expectNoInk(page, at(LINE, 15), 'pen')
})

test('ink stays on its place of the board and sharp, however one zooms and pans', async ({
  browser,
  request,
}) => {
  const page = await openInNewBrowser(browser, (await createBoard(request)).links.owner)
  await takeTool(page, 'Pen')
  await drag(page, LINE)
  const { x, y } = await inWindow(page, START)
  await page.mouse.move(x, y)
  await page.keyboard.down('Control')
  for (let i = 0; i < 6; i++) await page.mouse.wheel(0, -60)
  await page.keyboard.up('Control')
  await expect(page.locator('[data-ink=pen]')).not.toHaveAttribute('data-busy')
  await expectInk(page, START)
  await page.mouse.wheel(-100, -50)
  await expectInk(page, { x: START.x + 100, y: START.y + 50 })
  await expectNoInk(page, START)
})

/** How broad the ink is at a spot, in px: of its column, what is covered. */
function broadnessAt(page: Page, { x, y }: Spot): Promise<number> {
  return page.evaluate(
    ([x, y]) => {
      let broad = 0
      for (const canvas of document.querySelectorAll<HTMLCanvasElement>('[data-ink=pen] canvas')) {
        if (canvas.width === 0 || getComputedStyle(canvas).visibility === 'hidden') continue
        const data =
          canvas.getContext('2d')?.getImageData(x - canvas.offsetLeft, y - canvas.offsetTop - 15, 1, 30)
            .data ?? []
        for (let i = 3; i < data.length; i += 4) broad += (data[i] ?? 0) / 255
      }
      return broad
    },
    [Math.round(x), Math.round(y)] as const,
  )
}

declare global {
  interface Window {
    /** Of every frame: for each spot whether there was ink ('1') or not, and on which canvas the first one had it. */
    watched: { at: number; there: string; isLive: boolean; isStill: boolean }[]
  }
}

/** Notes with every frame where along these spots there is ink, and whether it is on the live canvas or in the picture. */
function watchFrames(page: Page, spots: readonly Spot[]): Promise<void> {
  return page.evaluate(
    ([spots, clear]) => {
      window.watched = []
      const xs = spots.map(({ x }) => x)
      const ys = spots.map(({ y }) => y)
      const [left, top] = [Math.min(...xs) - 4, Math.min(...ys) - 4].map(Math.floor) as [number, number]
      const [wide, high] = [Math.max(...xs) + 4 - left, Math.max(...ys) + 4 - top].map(Math.ceil) as [
        number,
        number,
      ]
      const look = () => {
        const canvases = [...document.querySelectorAll<HTMLCanvasElement>('[data-ink=pen] canvas')]
        const there = spots.map(() => '0')
        let [isLive, isStill] = [false, false]
        for (const [n, canvas] of canvases.entries()) {
          if (canvas.width === 0 || getComputedStyle(canvas).visibility === 'hidden') continue
          const data =
            canvas
              .getContext('2d')
              ?.getImageData(left - canvas.offsetLeft, top - canvas.offsetTop, wide, high).data ?? []
          for (const [i, { x, y }] of spots.entries()) {
            let most = 0
            for (let down = -3; down <= 3; down++)
              for (let right = -3; right <= 3; right++) {
                const [column, row] = [Math.round(x) - left + right, Math.round(y) - top + down]
                most = Math.max(most, data[4 * (row * wide + column) + 3] ?? 0)
              }
            if (most < clear) continue
            there[i] = '1'
            if (n === canvases.length - 1) isLive = true
            else isStill = true
          }
        }
        window.watched.push({ at: performance.now(), there: there.join(''), isLive, isStill })
        requestAnimationFrame(look)
      }
      look()
    },
    [spots, CLEAR] as const,
  )
}
