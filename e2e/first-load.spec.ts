import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { createBoard } from './boards'

/** What a board's page may load before it shows anything, gzipped. */
const BUDGET = 250_000

test('the scripts that a board needs at first stay within 250 kB', async ({ request }) => {
  const { links } = await createBoard(request)
  const html = await (await request.get(links.owner)).text()
  const scripts = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)].filter(
    ([tag]) => !/nomodule/i.test(tag),
  )
  expect(scripts.length).toBeGreaterThan(3)
  let bytes = 0
  for (const [, source] of scripts) {
    bytes += gzipSync(await (await request.get(source ?? '')).body(), { level: 9 }).length
  }
  expect(bytes).toBeLessThanOrEqual(BUDGET)
})

test('nothing moves while formulas and panels load after the first paint', async ({ page, request }) => {
  const { links } = await createBoard(request)
  await page.addInitScript(() => {
    const moved: string[] = []
    Object.assign(window, { moved })
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & {
          value: number
          sources: { node?: Element }[]
        }
        // A glyph that changes its font within its own room counts for less than a thousandth.
        if (value < 0.001) continue
        moved.push(`${value.toFixed(4)} ${sources.map(({ node }) => node?.className ?? '?').join(' ')}`)
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(links.owner)
  await expect(page.locator('.katex').first()).toBeVisible()
  await expect(page.getByRole('button', { name: /menu/i })).toBeVisible()
  await page.evaluate(() => document.fonts.ready)
  const moved = await page.evaluate(() => (window as unknown as { moved: string[] }).moved)
  expect(moved).toEqual([])
})
