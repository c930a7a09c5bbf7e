import { chromium } from '@playwright/test'
import { systemChromium } from '../scripts/chromium.mjs'
import { startProduct } from './product.mjs'

/** Five seconds of a hand, as often as its device reports it. */
const MOVES = 300
const MOVE_MS = 1000 / 60
const STEP = 3
const BAR_MS = 100
/** A pixel of the stroke with less of its colour does not count as there, of 255. */
const CLEAR = 100

/**
 * While one person draws for five seconds, how long after each move of the pen the other's screen shows the stroke as far as that, and
 * whether any part of it that was to be seen is missing in any later frame, when it is handed over to the document included.
 */
export async function bench() {
  const product = await startProduct()
  const browser = await chromium.launch({
    executablePath: systemChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  })
  try {
    const link = await product.createBoard({
      x: 1,
      y: 0.5,
      loss: 'squared',
      layers: Array.from({ length: 3 }, () => ({ w: 0.8, activation: 'tanh' })),
    })
    const [ada, ben] = [await openPage(browser, link), await openPage(browser, link)]
    await ada.getByRole('button', { name: 'Pen', exact: true }).click()
    const corner = await ada.locator('[data-canvas]').boundingBox()
    const start = { x: 40, y: 420 }

    await ada.evaluate(noteMoves)
    await ben.evaluate(watchStroke, { ...start, moves: MOVES, step: STEP, clear: CLEAR })
    const begin = performance.now()
    await ada.mouse.move(corner.x + start.x, corner.y + start.y)
    await ada.mouse.down()
    for (let i = 1; i <= MOVES; i++) {
      await ada.mouse.move(corner.x + start.x + STEP * i, corner.y + start.y)
      const wait = begin + i * MOVE_MS - performance.now()
      if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait))
    }
    // What a hand does at the end of a line: it rests a moment, and is lifted.
    await new Promise(resolve => setTimeout(resolve, 300))
    await ada.mouse.up()
    await ben.locator('[data-ink=pen][data-strokes="1"]').waitFor()
    await new Promise(resolve => setTimeout(resolve, 2_000))
    report(await ada.evaluate(() => window.moves), await ben.evaluate(() => window.watched))
  } finally {
    await browser.close()
    await product.stop()
  }
}

async function openPage(browser, link) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
  await page.goto(link)
  await page.locator('[data-ink=pen]').waitFor({ state: 'attached' })
  await page.getByText(/2 of 2 agree|1 of 1 agree/).waitFor()
  return page
}

/** @param watched for each frame when it was, how far the stroke reached (in moves), and how much of it was missing before that */
function report(moves, watched) {
  const lags = []
  for (const [i, at] of moves.entries()) {
    const shown = watched.find(({ reach }) => reach >= i)
    lags.push(shown === undefined ? Number.POSITIVE_INFINITY : shown.at - at)
  }
  const drawing = watched.filter(({ at }) => at >= moves[0] && at <= moves.at(-1))
  const growths = drawing.filter(({ reach }, i) => reach > (drawing[i - 1]?.reach ?? -1)).length
  const gaps = watched.filter(({ missing }) => missing > 0).length
  const sorted = lags.toSorted((a, b) => a - b)
  const at = share => sorted[Math.floor((sorted.length - 1) * share)].toFixed(0)
  const seconds = ((moves.at(-1) - moves[0]) / 1000).toFixed(1)
  console.log(`${moves.length} moves of the pen in ${seconds} s; ${watched.length} frames watched`)
  line(
    'from a move to the other’s screen, ms, p50 / p95 / worst',
    `${at(0.5)} / ${at(0.95)} / ${at(1)}`,
    sorted.at(-1) <= BAR_MS,
  )
  line('frames in which it had grown', growths, growths > 60)
  line('frames in which something of it was missing', gaps, gaps === 0)
}

const line = (words, figure, isHeld) =>
  console.log(`  ${words.padEnd(58)}${String(figure).padStart(16)}   ${isHeld ? 'held' : 'NOT HELD'}`)

/** Runs in the page of the one who draws: when each move of the pen was made, on the clock of the machine. */
function noteMoves() {
  window.moves = []
  window.addEventListener(
    'pointermove',
    event => {
      if (event.buttons === 0) return
      for (const { timeStamp } of event.getCoalescedEvents())
        window.moves.push(performance.timeOrigin + timeStamp)
    },
    { capture: true },
  )
}

/** Runs in the page of the one who looks on: what of the stroke there is in every frame. */
function watchStroke({ x, y, moves, step, clear }) {
  window.watched = []
  let farthest = -1
  const look = () => {
    const ink = new Uint8Array(moves + 1)
    for (const canvas of document.querySelectorAll('[data-ink=pen] canvas')) {
      if (canvas.width === 0 || getComputedStyle(canvas).visibility === 'hidden') continue
      const { data, width } = canvas.getContext('2d').getImageData(x, y - 1, moves * step + 1, 3)
      for (let i = 0; i <= moves; i++) {
        for (let row = 0; row < 3; row++) ink[i] = Math.max(ink[i], data[(row * width + i * step) * 4 + 3])
      }
    }
    let reach = -1
    for (let i = 0; i <= moves; i++) if (ink[i] >= clear) reach = i
    let missing = 0
    for (let i = 0; i <= farthest; i++) if (ink[i] < clear) missing++
    farthest = Math.max(farthest, reach)
    window.watched.push({ at: performance.timeOrigin + performance.now(), reach, missing })
    requestAnimationFrame(look)
  }
  look()
}
