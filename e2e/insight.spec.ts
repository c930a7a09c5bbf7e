import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { createBoard, openInNewBrowser, type } from './boards'

const panel = (page: Page) => page.getByRole('region', { name: 'Insight' })
const view = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true })

async function openInsight(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Insight' }).click()
  await expect(panel(page)).toBeFocused()
}

async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target).join(', ')}`)).toEqual([])
}

test('says what becomes of δ on its way back, and follows the weights', async ({ browser, request }) => {
  const layers = [1, 1, 1, 1, 1].map(w => ({ w, activation: 'identity' }))
  const { links } = await createBoard(request, { chain: { x: 1, y: 0.5, loss: 'squared', layers } })
  const page = await openInNewBrowser(browser, links.editor)
  await openInsight(page)
  await expect(panel(page)).toContainText('the size stays alike')
  await expect(panel(page).getByRole('row')).toHaveCount(6)
  await type(page, 'w_3', '0.001')
  await expect(panel(page)).toContainText('δ becomes 1000 times smaller. Layer 2 does most of it')
})

test('the loss over one weight and over two is worked out beside the page', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.viewer)
  await openInsight(page)
  await view(page, 'Loss').click()
  await expect(
    panel(page).getByRole('img', { name: /^Loss over w₁: lowest, .* It is at .* now\.$/ }),
  ).toBeVisible()
  await panel(page).getByRole('combobox', { name: 'And up' }).selectOption('2')
  await expect(
    panel(page).getByRole('img', { name: /^Loss over w₁ and w₂: lowest, .* now\.$/ }),
  ).toBeVisible()
  await expect(panel(page).getByRole('progressbar')).toHaveCount(0)
})

test('what takes long can be stopped', async ({ browser, request }) => {
  const layers = Array.from({ length: 64 }, () => ({ w: 1, activation: 'tanh' }))
  const { links } = await createBoard(request, { chain: { x: 1, y: 0.5, loss: 'squared', layers } })
  const page = await openInNewBrowser(browser, links.viewer)
  await openInsight(page)
  await view(page, 'Rate η').click()
  await panel(page).getByRole('combobox', { name: 'Loss after' }).selectOption('10000')
  await panel(page).getByRole('button', { name: 'Stop' }).click()
  await expect(panel(page)).toContainText('Stopped.')
})

for (const [theme, width] of [
  ['light', 1280],
  ['dark', 390],
] as const) {
  test(`axe finds nothing in the insight, ${theme}, ${width} wide`, async ({ browser, request }) => {
    const { links } = await createBoard(request)
    const page = await openInNewBrowser(browser, links.editor)
    await page.getByRole('button', { name: 'Step ×100', exact: true }).click()
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    await page.reload()
    await openInsight(page)
    await page.screenshot({ path: `test-results/insight-layers-${theme}-${width}.png` })
    await view(page, 'Loss').click()
    await panel(page).getByRole('combobox', { name: 'And up' }).selectOption('2')
    await expect(panel(page).getByRole('img', { name: /w₁ and w₂: lowest/ })).toBeVisible()
    await expect(panel(page).getByRole('progressbar')).toHaveCount(0)
    await page.screenshot({ path: `test-results/insight-loss-${theme}-${width}.png` })
    await expectNoFindings(page)
    await view(page, 'Rate η').click()
    await expect(panel(page).getByRole('img', { name: /^The loss is lowest/ })).toBeVisible()
    await expect(panel(page).getByRole('progressbar')).toHaveCount(0)
    await page.screenshot({ path: `test-results/insight-rate-${theme}-${width}.png` })
  })
}
