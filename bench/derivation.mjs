import { chromium } from '@playwright/test'
import { systemChromium } from '../scripts/chromium.mjs'
import { startProduct } from './product.mjs'

const LINES = 100
const CARDS = 4
const CHANGES = 180
/** A frame of 60 a second, with what the clock of a browser may be off. */
const FRAME_MS = 17.5

/**
 * Moves the slider of w₁ in every frame next to a hundred lines of derivation, whose numbers all follow. Measures whether the frames
 * come on time, and how soon all lines have their verdicts.
 */
export async function bench() {
  const product = await startProduct()
  const browser = await chromium.launch({
    executablePath: systemChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } })
    await page.goto(await product.createBoard(CHAIN))
    await page.locator('[data-annotation-list]').waitFor({ state: 'attached' })
    console.log('derivations   numbers   handler ms p50 / p95   frame ms p50 / p95 / worst   frames a second')
    await measured(page, 'none')

    const begin = Date.now()
    await page.evaluate(paste, JSON.stringify(derivations()))
    await page
      .locator('[data-line]')
      .nth(LINES - 1)
      .waitFor({ state: 'attached' })
    await page.waitForFunction(
      count => document.querySelectorAll('[data-line][data-verdict]').length === count,
      LINES,
    )
    const verdicts = Date.now() - begin
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+1')
    await page.waitForTimeout(2_000)
    await measured(page, `${LINES} lines`)

    const buttons = await page.getByRole('button', { name: 'Numbers under the symbols' }).all()
    for (const button of buttons) await button.click()
    await page.locator('[data-number]').first().waitFor()
    await page.waitForTimeout(2_000)
    const { frames, written } = await measured(page, `${LINES} lines`)
    if (written === 0) throw new Error('No number has followed.')
    if (Number(at(frames, 0.95)) > FRAME_MS) process.exitCode = 1
    console.log(`All verdicts stood there ${verdicts} ms after the lines were pasted.`)
  } finally {
    await browser.close()
    await product.stop()
  }
}

/** Drags the weight, and prints what that took. */
async function measured(page, what) {
  const result = await page.evaluate(changeInEveryFrame, CHANGES)
  const { handler, frames, count } = result
  const rate = (1000 * frames.length) / frames.reduce((sum, time) => sum + time, 0)
  console.log(
    [
      what.padStart(11),
      String(count).padStart(10),
      `${at(handler, 0.5)} / ${at(handler, 0.95)}`.padStart(23),
      `${at(frames, 0.5)} / ${at(frames, 0.95)} / ${at(frames, 1)}`.padStart(29),
      rate.toFixed(1).padStart(18),
    ].join(''),
  )
  return result
}

const CHAIN = {
  x: 1,
  y: 0.5,
  loss: 'squared',
  layers: Array.from({ length: 5 }, () => ({ w: 1, activation: 'tanh' })),
}

/** Lines as a group writes them, some of them wrong. */
const WRITTEN = [
  '\\frac{\\partial \\mathcal{L}}{\\partial w_1} = x \\delta_1',
  "= x f'(z_1) w_2 \\delta_2",
  '= x (1 - f_1^2) w_2 \\delta_2',
  '\\delta_2 = (1 - f_2^2) w_3 \\delta_3',
  '\\delta_3 = (1 - f_3^2) w_3 \\delta_4',
  '\\frac{\\partial \\mathcal{L}}{\\partial w_4} = f_3 (1 - f_4^2) w_5 \\delta_5',
  '\\delta_5 = 2 (f_5 - y) (1 - f_5^2)',
  'w_1 \\leftarrow w_1 - \\eta x \\delta_1',
  'z_3 = f_2 w_3',
  'w_2 = 0.75',
]

const derivations = () => ({
  format: 'chainboard/annotations',
  version: 1,
  layers: [],
  elements: Array.from({ length: CARDS }, (_, card) => ({
    id: `d${card}`,
    kind: 'derivation',
    x: 640 * card,
    y: 620,
    title: `Part ${card + 1}`,
    lines: Array.from({ length: LINES / CARDS }, (_, i) => ({ text: WRITTEN[i % WRITTEN.length] })),
  })),
})

const at = (times, share) => {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) * share)].toFixed(1)
}

/** Runs in the page: puts annotations on the board as the browser does when somebody pastes. */
function paste(json) {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', json)
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}

/** Runs in the page: one change a frame, as fast as a display asks for them. */
async function changeInEveryFrame(changes) {
  const slider = document.querySelector('input[aria-label="w_1 slider"]')
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  const nextFrame = () => new Promise(requestAnimationFrame)
  const numbers = [...document.querySelectorAll('[data-number]')]
  const handler = []
  const frames = []
  let written = 0
  let before = numbers[0]?.textContent
  let previous = await nextFrame()
  for (let i = 0; i < changes; i++) {
    const begin = performance.now()
    setValue.call(slider, String(0.5 + (i % 100) / 100))
    slider.dispatchEvent(new Event('input', { bubbles: true }))
    handler.push(performance.now() - begin)
    const time = await nextFrame()
    frames.push(time - previous)
    previous = time
    const now = numbers[0]?.textContent
    if (now !== before) written++
    before = now
  }
  return { handler, frames, count: numbers.length, written }
}
