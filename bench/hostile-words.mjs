import { chromium } from '@playwright/test'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { systemChromium } from '../scripts/chromium.mjs'
import { startProduct } from './product.mjs'

const BAR_MS = 200

/** What passes the check of formulas and is as much work as may be, and texts of very many small ones. */
const WORDS = {
  'fractions in a table': [
    'math',
    `\\begin{matrix}${`${'\\frac12&'.repeat(4)}\\\\`.repeat(32)}\\end{matrix}`,
  ],
  scripts: ['math', 'x_1^2'.repeat(150)],
  roots: ['math', '\\sqrt2'.repeat(130)],
  accents: ['math', '\\hat1'.repeat(320)],
  letters: ['math', 'x+'.repeat(950)],
  'symbols of the chain': ['math', 'w_1'.repeat(149)],
  'as deep as one may': ['math', `${'\\frac1{'.repeat(38)}x${'}'.repeat(38)}`],
  '6,000 inline formulas': ['text', '$x$'.repeat(6_000)],
  '20,000 characters in one line': ['text', 'x'.repeat(20_000)],
  'all of them': null,
}

/**
 * The longest task in the page of somebody who looks on while hostile words come onto the board, each kind of them alone and all
 * together. Nothing else may run beside it: other work is counted into the tasks.
 */
export async function bench() {
  const product = await startProduct()
  const browser = await chromium.launch({
    executablePath: systemChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  })
  try {
    console.log('words                             longest task ms   second   tasks > 50 ms')
    for (const name of Object.keys(WORDS)) await measure(browser, product, name)
  } finally {
    await browser.close()
    await product.stop()
  }
}

async function measure(browser, product, name) {
  const link = await product.createBoard(CHAIN)
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
  await page.goto(link)
  await page.locator('.katex').first().waitFor()
  await page.getByRole('button', { name: 'Pen', exact: true }).waitFor()
  const program = await join(link)
  await page.evaluate(() => {
    window.tasks = []
    new PerformanceObserver(list =>
      window.tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    })
  })
  const wanted = WORDS[name] === null ? Object.values(WORDS).filter(each => each !== null) : [WORDS[name]]
  program.doc.transact(() => {
    for (const [i, [kind, text]] of wanted.entries()) {
      const element = [
        ['kind', kind],
        ['x', 0],
        ['y', 300 + 60 * i],
        ['order', `a${i}`],
        ['text', new Y.Text(text)],
      ]
      program.doc.getMap('annotations').set(`1-${i}`, new Y.Map(element))
    }
  })
  await page
    .locator('[data-annotation]')
    .nth(wanted.length - 1)
    .waitFor()
  await page.waitForTimeout(3_000)
  const tasks = (await page.evaluate(() => window.tasks)).toSorted((a, b) => b - a)
  const [longest = 0, second = 0] = tasks
  const held = longest <= BAR_MS ? 'held' : 'NOT HELD'
  console.log(
    `${name.padEnd(34)}${longest.toFixed(0).padStart(15)}${second.toFixed(0).padStart(9)}${String(tasks.length).padStart(16)}   ${held}`,
  )
  program.leave()
  await page.context().close()
}

const CHAIN = {
  x: 1,
  y: 0.5,
  loss: 'squared',
  layers: Array.from({ length: 3 }, () => ({ w: 0.8, activation: 'tanh' })),
}

async function join(link) {
  const { host, hash, pathname } = new URL(link)
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`ws://${host}/sync`, pathname.split('/').at(-1), doc, {
    protocols: ['chainboard', hash.slice(1)],
    WebSocketPolyfill: WebSocket,
    disableBc: true,
  })
  await new Promise(resolve => provider.on('sync', isSynced => isSynced && resolve()))
  return {
    doc,
    leave() {
      provider.destroy()
      doc.destroy()
    },
  }
}
