import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { createBoard, derived, openInNewBrowser, openTwoBrowsers } from './boards'

const panel = (page: Page) => page.getByRole('region', { name: 'Step through' })
const button = (page: Page, name: string | RegExp) => panel(page).getByRole('button', { name })

async function openWalk(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Step through' }).click()
  await expect(panel(page)).toBeFocused()
}

async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target).join(', ')}`)).toEqual([])
}

test('by the arrow keys each value comes onto the chain with its formula, and what comes later is covered', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.viewer)
  const z1 = await derived(page, 'z_1').getAttribute('data-value')
  await openWalk(page)
  for (const name of ['z_1', 'f_1', 'L', 'δ_1', '∂L/∂w_1', '∂L/∂x']) {
    await expect(derived(page, name)).toHaveText('?')
    await expect(derived(page, name)).not.toHaveAttribute('data-value')
  }
  await page.keyboard.press('ArrowRight')
  await expect(derived(page, 'z_1')).toHaveAttribute('data-value', z1 ?? '')
  await expect(derived(page, 'f_1')).toHaveText('?')
  await expect(panel(page)).toContainText('Forward pass, 1 of')
  await expect(panel(page).locator('.katex')).toHaveCount(2)
  await page.keyboard.press('ArrowLeft')
  await expect(derived(page, 'z_1')).toHaveText('?')

  await button(page, /^Backward pass: 0 of/).click()
  await expect(derived(page, 'L')).not.toHaveText('?')
  await expect(derived(page, 'δ_1')).toHaveText('?')
  await expect(derived(page, 'δ_3')).toBeInViewport({ ratio: 0.99 })
  await button(page, /^Update: 0 of/).click()
  await expect(derived(page, '∂L/∂x')).not.toHaveText('?')
  await expect(panel(page)).toContainText('Update, 1 of')

  await panel(page).focus()
  await page.keyboard.press('Escape')
  await expect(panel(page)).toHaveCount(0)
  await expect(derived(page, 'δ_1')).toHaveAttribute('data-value', /\d/)
})

test('Space plays and pauses', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.viewer)
  await openWalk(page)
  await page.keyboard.press('Space')
  await expect(button(page, 'Pause')).toBeVisible()
  await expect(panel(page)).toContainText('Forward pass, 2 of')
  await page.keyboard.press('Space')
  await expect(button(page, 'Play')).toBeVisible()
})

test('what is predicted is held against what comes, and its mistake has a name', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  await openWalk(page)
  await panel(page).getByRole('checkbox', { name: 'Predict first' }).check()
  const field = panel(page).getByRole('textbox')
  await expect(field).toHaveAccessibleName(/What comes next\? z_1/)
  await field.fill('x w_1 (')
  await page.keyboard.press('Enter')
  await expect(panel(page).getByRole('alert')).toContainText('At character')
  await expect(derived(page, 'z_1')).toHaveText('?')
  await field.fill('x w_1')
  await page.keyboard.press('Enter')
  await expect(panel(page)).toContainText(/You said .*: exactly\./)
  await expect(derived(page, 'z_1')).not.toHaveText('?')
  await expect(field).toHaveAccessibleName(/f_1/)
  await expect(field).toBeFocused()
  await field.fill('100')
  await page.keyboard.press('Enter')
  await expect(panel(page)).toContainText('times too large')
  await expect(panel(page)).toContainText('1 of 2 predictions close')
})

test('who is asked follows the step of somebody else, and goes on alone', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const [ada, bob] = await openTwoBrowsers(browser, links.editor)
  await openWalk(ada)
  await ada.keyboard.press('ArrowRight')
  await expect(derived(bob, 'z_1')).not.toHaveText('?')
  await bob.getByRole('button', { name: /^Follow .*’s step$/ }).click()
  await expect(panel(bob)).toContainText('You follow')
  await expect(derived(bob, 'z_1')).not.toHaveText('?')
  await expect(derived(bob, 'f_1')).toHaveText('?')
  await ada.keyboard.press('ArrowRight')
  await expect(derived(bob, 'f_1')).not.toHaveText('?')
  await expect(ada.getByRole('button', { name: /^Follow/ })).toHaveCount(0)
  await button(bob, 'Go on alone').click()
  await button(bob, 'Next').click()
  await expect(panel(bob)).toContainText('Forward pass, 3 of')
  await expect(panel(ada)).toContainText('Forward pass, 2 of')
})

for (const [theme, width] of [
  ['light', 1280],
  ['dark', 390],
] as const) {
  test(`axe finds nothing in a walk, ${theme}, ${width} wide`, async ({ browser, request }) => {
    const { links } = await createBoard(request)
    const page = await openInNewBrowser(browser, links.editor)
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    await page.reload()
    await openWalk(page)
    await button(page, /^Backward pass: 0 of/).click()
    await panel(page).getByRole('checkbox', { name: 'Predict first' }).check()
    await panel(page).getByRole('textbox').fill('x w_1')
    await page.keyboard.press('Enter')
    await expect(panel(page)).toContainText('You said')
    await page.screenshot({ path: `test-results/walk-${theme}-${width}.png` })
    await expectNoFindings(page)
  })
}
