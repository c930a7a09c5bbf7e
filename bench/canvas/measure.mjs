import { readFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { systemChromium } from '../../scripts/chromium.mjs'
import { dragging, drawing, panning, zoomingIn } from './gestures.mjs'
import { installRecorder } from './recorder.mjs'

/** No long frame for so long, in ms: what was asked for is done. */
const QUIET_MS = 700
/** What was dragged is let go, and what that takes belongs to it: frames are noted for so long afterwards, in ms. */
const LET_GO_MS = 2_000

/** Opens a board in a browser of its own and does everything with it that is measured. */
export async function measure(board) {
  const browser = await chromium.launch({
    executablePath: systemChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-gpu'],
  })
  const cdp = await browser.newBrowserCDPSession()
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.addInitScript(installRecorder)
    const result = {}
    await page.goto(board.link)
    // Who says nothing of it is through with opening when no frame takes long any more.
    const open = await board.isOpen(page)
    const quiet = await quietSince(page, 0)
    result.load = open ?? quiet

    const [zoom, before] = [await board.zoom(page), await page.evaluate(() => window.recorder.now())]
    await board.showAll(page)
    const fit = (await board.isPainted(page, before)) ?? (await quietSince(page, before)) - before
    if ((await board.zoom(page)) !== zoom) result.fit = fit
    await settle(page)
    result.memory = await rendererMegabytes(cdp)

    result.panAll = await recorded(page, panning)
    await board.takePen(page)
    result.drawAll = await recordedCpu(cdp, page, drawing)
    await settle(page)
    result.zoom = await recorded(page, zoomingIn)
    result.sharp = await board.sharpAfter?.(page)
    await board.showExactly(page)
    await settle(page)
    result.panClose = await recorded(page, panning)
    await board.takePen(page)
    result.drawClose = await recordedCpu(cdp, page, drawing)
    await settle(page)

    await board.showAll(page)
    await settle(page)
    const from = await board.selectAll(page)
    await settle(page)
    const place = await board.placeOfSelection(page)
    const drag = await recorded(page, async page => {
      await dragging(page, from)
      await page.waitForTimeout(LET_GO_MS)
    })
    if ((await board.placeOfSelection(page)) !== place) result.drag = drag
    return result
  } finally {
    await browser.close()
  }
}

async function recorded(page, gesture) {
  await page.evaluate(() => window.recorder.start())
  await gesture(page)
  return page.evaluate(() => window.recorder.stop())
}

async function recordedCpu(cdp, page, gesture) {
  const before = await rendererCpu(cdp)
  const record = await recorded(page, gesture)
  return { ...record, cpu: (await rendererCpu(cdp)) - before }
}

/** When the page had done everything that takes longer than a frame, in ms of its own clock. */
async function quietSince(page, since) {
  const last = await page.waitForFunction(
    ([since, quiet]) => {
      const last = Math.max(since, window.recorder.lastLong())
      return window.recorder.now() - last > quiet && { last }
    },
    [since, QUIET_MS],
    { timeout: 120_000, polling: 100 },
  )
  return (await last.jsonValue()).last
}

const settle = async page => quietSince(page, await page.evaluate(() => window.recorder.now()))

async function renderers(cdp) {
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo')
  return processInfo.filter(({ type }) => type === 'renderer')
}

/** The processor time of all that the pages did so far, in ms. */
async function rendererCpu(cdp) {
  return (await renderers(cdp)).reduce((sum, { cpuTime }) => sum + 1000 * cpuTime, 0)
}

/** What the page's process holds for itself alone, in MB; null where the system does not say. */
async function rendererMegabytes(cdp) {
  let most = null
  for (const { id } of await renderers(cdp)) {
    try {
      const rollup = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8')
      const own = ['Private_Clean', 'Private_Dirty']
        .map(name => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(rollup)?.[1] ?? 0))
        .reduce((a, b) => a + b)
      most = Math.max(most ?? 0, own / 1024)
    } catch {
      // Not Linux, or gone meanwhile.
    }
  }
  return most
}
