import { chromium } from '@playwright/test'
import { systemChromium } from '../scripts/chromium.mjs'
import { startProduct } from './product.mjs'

const DEPTHS = [3, 10, 64]
const CHANGES = 300

/**
 * Moves the slider of w₁ in every frame, so that every derived value of the chain changes in every frame, and measures
 * how long the page is busy with one change and whether the next frame comes on time.
 */
export async function bench() {
  const product = await startProduct()
  const browser = await chromium.launch({
    executablePath: systemChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  })
  try {
    console.log('layers  values changed in the handler   handler ms p50 / p95   frame ms p50 / p95 / worst')
    for (const depth of DEPTHS) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
      await page.goto(await product.createBoard(chainOf(depth)))
      await page.locator('.katex').first().waitFor()
      const { handler, frames, changed } = await page.evaluate(changeInEveryFrame, {
        last: `∂L/∂w_${depth}`,
        changes: CHANGES,
      })
      console.log(
        [
          String(depth).padStart(6),
          `${changed} of ${CHANGES}`.padStart(28),
          `${at(handler, 0.5)} / ${at(handler, 0.95)}`.padStart(23),
          `${at(frames, 0.5)} / ${at(frames, 0.95)} / ${at(frames, 1)}`.padStart(27),
        ].join(''),
      )
      await page.close()
    }
  } finally {
    await browser.close()
    await product.stop()
  }
}

/** Weights at which no value of a deep chain saturates or stands still. */
const chainOf = depth => ({
  x: 1,
  y: 0.5,
  loss: 'squared',
  layers: Array.from({ length: depth }, () => ({ w: 1, activation: 'softplus' })),
})

const at = (times, share) => {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) * share)].toFixed(1)
}

/** Runs in the page: one change a frame, as fast as a display asks for them. */
async function changeInEveryFrame({ last, changes }) {
  const slider = document.querySelector('input[aria-label="w_1 slider"]')
  const output = document.querySelector(`output[aria-label="${last}"]`)
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  const nextFrame = () => new Promise(requestAnimationFrame)
  const handler = []
  const frames = []
  let changed = 0
  let previous = await nextFrame()
  for (let i = 0; i < changes; i++) {
    const before = output.dataset.value
    const begin = performance.now()
    setValue.call(slider, String(0.5 + (i % 100) / 100))
    slider.dispatchEvent(new Event('input', { bubbles: true }))
    handler.push(performance.now() - begin)
    if (output.dataset.value !== before) changed++
    const time = await nextFrame()
    frames.push(time - previous)
    previous = time
  }
  return { handler, frames, changed }
}
