import { expect, type Locator, type Page, test } from '@playwright/test'
import { createBoard, derived, openInNewBrowser, parameter } from './boards'

const SAMPLES = [
  { x: 0.5, y: 0.1 },
  { x: 1, y: 0.4 },
  { x: -1.5, y: -0.3 },
]
const chainOf = (depth: number) => ({
  x: 1,
  y: 0.5,
  loss: 'squared',
  layers: Array.from({ length: depth }, () => ({ w: 0.9, b: 0.1, activation: 'relu' })),
  samples: SAMPLES,
})
const trains = (page: Page) => page.getByRole('region', { name: 'How it trains' })
const dock = (page: Page) => page.getByRole('region', { name: 'Training', exact: true })
const formula = (page: Page) => page.getByRole('region', { name: 'Formula' })
const openTrains = (page: Page) => page.getByRole('button', { name: 'How it trains', exact: true }).click()

async function boxOf(part: Locator) {
  const box = await part.boundingBox()
  if (box === null) throw new Error('this part was meant to be on the page')
  return { ...box, right: box.x + box.width, bottom: box.y + box.height }
}

for (const [depth, height] of [
  [3, 720],
  [8, 800],
  [8, 720],
] as const) {
  test(`the training stays in sight under ${depth} layers with biases and their check, ${height} high`, async ({
    browser,
    request,
  }) => {
    const { links } = await createBoard(request, { chain: chainOf(depth) })
    const page = await openInNewBrowser(browser, links.editor)
    await page.setViewportSize({ width: 1280, height })
    await page.getByRole('checkbox', { name: 'Check gradients' }).check()
    await expect(page.getByRole('status', { name: 'Gradient check' })).toBeVisible()
    await derived(page, 'δ_1').focus()
    await expect.poll(async () => (await boxOf(dock(page))).bottom).toBeLessThanOrEqual(height)
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height)
    const isCut = await formula(page).evaluate(
      ({ scrollHeight, clientHeight }) => scrollHeight > clientHeight,
    )
    expect(isCut).toBe(false)
    // What the chain has no room for comes into sight, above its formula, when the keyboard reaches it.
    await derived(page, '∂L/∂b_1').focus()
    const isAboveFormula = async () =>
      (await boxOf(derived(page, '∂L/∂b_1'))).bottom < (await boxOf(formula(page))).y
    await expect.poll(isAboveFormula).toBe(true)
  })
}

for (const width of [1280, 390]) {
  test(`a refusal in how it trains is read whole and covers nothing, ${width} wide`, async ({
    browser,
    request,
  }) => {
    const { links } = await createBoard(request, { chain: { ...chainOf(3), order: 'shuffled' } })
    const page = await openInNewBrowser(browser, links.editor)
    await page.setViewportSize({ width, height: 800 })
    await openTrains(page)
    await parameter(page, 'Samples a step').fill('0')
    await parameter(page, 'Samples a step').press('Enter')
    const refusal = trains(page).getByRole('alert')
    await expect(refusal).toHaveText('This takes a whole number from 1 to 100.')
    const [panel, words, field, order] = await Promise.all([
      boxOf(trains(page)),
      boxOf(refusal),
      boxOf(parameter(page, 'Samples a step')),
      boxOf(page.getByRole('combobox', { name: 'Order of the samples' })),
    ])
    expect(words.y).toBeGreaterThanOrEqual(field.bottom)
    expect(words.bottom).toBeLessThanOrEqual(order.y)
    expect(words.right).toBeLessThanOrEqual(panel.right)
  })
}

test('the formula keeps clear of an open panel', async ({ browser, request }) => {
  const chain = { ...chainOf(3), batch: 2, optimiser: 'momentum' }
  const { links } = await createBoard(request, { chain })
  const page = await openInNewBrowser(browser, links.editor)
  await page.setViewportSize({ width: 1280, height: 800 })
  await openTrains(page)
  await expect(trains(page)).toBeFocused()
  await parameter(page, 'w_2').focus()
  await expect(formula(page)).toContainText('its velocity v')
  const panel = await boxOf(trains(page))
  for (const line of await formula(page).locator('> *').all()) {
    expect((await boxOf(line)).right).toBeLessThanOrEqual(panel.x)
  }
})

test('the longest run fits its field', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 })
    const field = parameter(page, 'Steps of a run')
    await field.fill('1000000')
    await field.blur()
    expect(
      await field.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    ).toBeLessThanOrEqual(0)
  }
})

test('who joined is said without covering how things stand', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  await page.setViewportSize({ width: 390, height: 800 })
  await openInNewBrowser(browser, links.viewer)
  const [note, bar] = await Promise.all([boxOf(page.getByText(/ joined$/)), boxOf(page.getByRole('banner'))])
  expect(note.y).toBeGreaterThanOrEqual(bar.bottom)
})
