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
 * together: how long it took, and how long the processor was at it. On a machine that does other things too only the second says
 * something about the page.
 */
export async function bench() {
  const product = await startProduct()
  const browser = await chromium.launch({
    executablePath: systemChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  })
  try {
    console.log('                                  longest task, ms   of it processor   tasks > 50 ms')
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
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] })
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
  const tasks = tasksIn(await browser.stopTracing())
  const longest = Math.max(0, ...tasks.map(({ took }) => took))
  const worked = Math.max(0, ...tasks.map(({ worked }) => worked))
  const figures = [longest.toFixed(0).padStart(16), worked.toFixed(0).padStart(18)]
  const many = String(tasks.filter(({ took }) => took > 50).length).padStart(16)
  console.log(`${name.padEnd(34)}${figures.join('')}${many}   ${worked <= BAR_MS ? 'held' : 'NOT HELD'}`)
  program.leave()
  await page.context().close()
}

/** The tasks of the main threads of pages in a trace, in ms: how long each took, and how long the processor was at it. */
function tasksIn(trace) {
  const { traceEvents } = JSON.parse(trace.toString())
  const threadOf = ({ pid, tid }) => `${pid}/${tid}`
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(threadOf),
  )
  return traceEvents
    .filter(event => event.ph === 'X' && /RunTask/.test(event.name) && mains.has(threadOf(event)))
    .map(({ dur = 0, tdur = 0 }) => ({ took: dur / 1000, worked: tdur / 1000 }))
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
