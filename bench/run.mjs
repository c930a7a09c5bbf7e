import { chromium } from '@playwright/test'
import { systemChromium } from '../scripts/chromium.mjs'
import { startProduct } from './product.mjs'

const STEPS = 1_000_000
const LOOKS = 20
/** What a display shows in one frame, and what a person feels. */
const FRAME_MS = 16
const LONG_TASK_MS = 50
const MARK = 'frames recorded from here'

const CHAINS = {
  'the course chain': {
    x: 1,
    y: 0.5,
    loss: 'squared',
    eta: 0.1,
    layers: [0.8, -0.5, 1.2].map(w => ({ w, activation: 'tanh' })),
  },
  // Trains slowly enough that no value saturates or stands still.
  '64 layers': {
    x: 1,
    y: 0.5,
    loss: 'squared',
    eta: 0.0001,
    layers: Array.from({ length: 64 }, () => ({ w: 1, activation: 'softplus' })),
  },
}

/** Who has the board open while the run is taken. The first takes it. */
const ONE = ['alone']
const TWO = ['who takes them', 'who follows']

/**
 * Takes a run of a million steps in one browser, alone and while a second one follows, and measures whether the pages stay at
 * 60 frames a second, how long any step takes that one scrubs to, and whether a second browser has the same digest.
 * Two browsers need four cores: two that compute beside two that paint. Next to the time on the clock stands the processor
 * time of the longest task, which other programs hardly disturb.
 */
export async function bench() {
  const product = await startProduct()
  const browser = await chromium.launch({
    executablePath: systemChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  })
  try {
    for (const [name, chain] of Object.entries(CHAINS))
      for (const people of [ONE, TWO]) await measure(browser, product, name, chain, people)
  } finally {
    await browser.close()
    await product.stop()
  }
}

async function measure(browser, product, name, chain, people) {
  const link = await product.createBoard(chain)
  const pages = []
  for (const _ of people) pages.push(await openBoard(browser, link))
  const [runner] = pages
  await runner.getByRole('spinbutton', { name: 'Steps of a run' }).fill(String(STEPS))
  // To look for an element by its role takes Playwright longer than a frame: that is done before.
  const run = await runner.getByRole('button', { name: 'Run', exact: true }).elementHandle()
  const tracing = await startTracing(browser)
  await Promise.all(pages.map(page => page.evaluate(recordFrames, MARK)))
  const begin = performance.now()
  await run.evaluate(button => button.click())
  await Promise.all(pages.map(page => page.waitForFunction(isThrough, STEPS, { timeout: 0 })))
  const seconds = (performance.now() - begin) / 1000
  const tasks = await tracing.stop()

  console.log(
    `${name}, ${people.length === 1 ? 'one browser' : 'two browsers at once'}: ${STEPS.toLocaleString('en')} steps in ${seconds.toFixed(1)} s`,
  )
  for (const [i, page] of pages.entries()) {
    const { frames, longTasks } = await page.evaluate(() => window.recorded)
    const cpu = tasks.get(await page.evaluate(() => window.recorded.mark)) ?? []
    console.log(
      `  ${people[i].padEnd(14)}  frame ms p50 / p95 / worst ${at(frames, 0.5)} / ${at(frames, 0.95)} / ${at(frames, 1)}` +
        `   tasks over ${LONG_TASK_MS} ms: ${longTasks.length}` +
        (cpu.length === 0
          ? ''
          : `   processor ms of the longest task ${at(cpu, 1)}, over ${FRAME_MS}: ${cpu.filter(ms => ms > FRAME_MS).length}`),
    )
  }
  const looks = await runner.evaluate(scrubToSteps, { looks: LOOKS, steps: STEPS })
  console.log(
    `  ${LOOKS} steps anywhere in the run, until painted: ms p50 / worst ${at(looks, 0.5)} / ${at(looks, 1)}`,
  )
  const other = pages[1] ?? (await openBoard(browser, link))
  await other.waitForFunction(isThrough, STEPS, { timeout: 0 })
  const [mine, theirs] = await Promise.all([digestOf(runner), digestOf(other)])
  console.log(`  digests ${mine} and ${theirs}: ${mine === theirs ? 'the same' : 'THEY DIFFER'}`)
  await Promise.all([...new Set([...pages, other])].map(page => page.context().close()))
}

async function openBoard(browser, link) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(link)
  await page.locator('.katex').first().waitFor()
  return page
}

/** The processor time of every task on the main thread of each page, by the mark that `recordFrames` leaves. */
async function startTracing(browser) {
  const session = await browser.newBrowserCDPSession()
  const events = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'blink.user_timing', '__metadata'] },
  })
  return {
    async stop() {
      const isComplete = new Promise(resolve => session.once('Tracing.tracingComplete', resolve))
      await session.send('Tracing.end')
      await isComplete
      return tasksByMark(events)
    },
  }
}

function tasksByMark(events) {
  const marks = new Map()
  const threads = new Set()
  for (const { name, pid, tid, args } of events) {
    if (name.startsWith(MARK)) marks.set(pid, name)
    if (name === 'thread_name' && args.name === 'CrRendererMain') threads.add(`${pid} ${tid}`)
  }
  const tasks = new Map()
  for (const { name, pid, tid, tdur } of events) {
    if (!name.endsWith('RunTask') || tdur === undefined || !threads.has(`${pid} ${tid}`)) continue
    const mark = marks.get(pid)
    const known = tasks.get(mark) ?? []
    known.push(tdur / 1000)
    tasks.set(mark, known)
  }
  return tasks
}

const digestOf = async page => {
  await page.getByText(/\d+ of \d+ agree/).click()
  return page.locator('details code').textContent()
}

const at = (times, share) => {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted.length === 0 ? '–' : sorted[Math.floor((sorted.length - 1) * share)].toFixed(1)
}

/** Runs in the page. */
function isThrough(steps) {
  const words = `step ${steps.toLocaleString('en')} of ${steps.toLocaleString('en')}`
  return (
    document.querySelector('input[aria-label="Step of the run"]').getAttribute('aria-valuetext') === words
  )
}

/** Runs in the page: notes every frame and every long task from now on. */
function recordFrames(mark) {
  const frames = []
  const longTasks = []
  // By this mark a trace knows the page again.
  const name = `${mark} ${Math.random()}`
  performance.mark(name)
  window.recorded = { frames, longTasks, mark: name }
  new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) longTasks.push(duration)
  }).observe({ type: 'longtask' })
  let previous = null
  requestAnimationFrame(function next(time) {
    if (previous !== null) frames.push(time - previous)
    previous = time
    requestAnimationFrame(next)
  })
}

/** Runs in the page: from the event of the scrubber until the values stand there for the next frame. */
async function scrubToSteps({ looks, steps }) {
  const scrubber = document.querySelector('input[aria-label="Step of the run"]')
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  const nextFrame = () => new Promise(requestAnimationFrame)
  const times = []
  for (let i = 0; i < looks; i++) {
    const step = Math.floor(Math.random() * steps)
    await nextFrame()
    const begin = performance.now()
    setValue.call(scrubber, String(step))
    scrubber.dispatchEvent(new Event('input', { bubbles: true }))
    if (!scrubber.getAttribute('aria-valuetext').startsWith(`step ${step.toLocaleString('en')} `))
      throw new Error(`step ${step} is not shown`)
    // Style, layout and paint follow the frame's callbacks; what comes after them is a task of its own.
    await nextFrame()
    await new Promise(resolve => setTimeout(resolve))
    times.push(performance.now() - begin)
  }
  return times
}
