import { expect, type Page, test } from '@playwright/test'
import { expectNoFindings } from './accessible'
import {
  badge,
  createBoard,
  derived,
  expectAgreement,
  openInNewBrowser,
  openTwoBrowsers,
  parameter,
  type,
} from './boards'

const SAMPLES = [
  { x: 0.5, y: 0.1 },
  { x: 1, y: 0.4 },
  { x: -1.5, y: -0.3 },
  { x: 2, y: 0.8 },
  { x: -0.3, y: -0.1 },
]
const chain = {
  x: 1,
  y: 0.5,
  loss: 'squared',
  layers: [0.8, -0.5, 1.2].map(w => ({ w, activation: 'tanh' })),
  samples: SAMPLES,
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const scrubber = (page: Page) => page.getByRole('slider', { name: 'Step of the run' })
const panel = (page: Page) => page.getByRole('region', { name: 'How it trains' })
const opener = (page: Page) => page.getByRole('button', { name: 'How it trains', exact: true })
const choose = (page: Page, name: string, option: string) =>
  page.getByRole('combobox', { name, exact: true }).selectOption(option)

const steps = async (pages: readonly Page[], words: string) => {
  for (const page of pages) await expect(scrubber(page)).toHaveAttribute('aria-valuetext', words)
}

test('two people choose how a run trains, agree to the last digit after 100 steps, and undo brings the run back', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request, { chain })
  const pages = await openTwoBrowsers(browser, links.editor)
  const [ada, bob] = pages
  for (const page of pages) await opener(page).click()

  await choose(ada, 'Order of the samples', 'shuffled')
  await type(bob, 'Samples a step', '2')
  await type(ada, 'Seed', '7')
  await choose(bob, 'Optimiser', 'adam')
  for (const page of pages) {
    await expect(opener(page)).toHaveAccessibleDescription('Adam · shuffled · 2 a step')
    await expect(panel(page)).toContainText('Each step takes 2 of the 5 samples; a round of 3 steps')
  }

  await press(ada, 'Step ×100')
  await steps(pages, 'step 100 of 100')
  await expectAgreement(pages)
  for (const page of pages) await expect(badge(page)).toHaveText('2 of 2 agree')
  const trained = await parameter(ada, 'w_1').getAttribute('data-value')

  await panel(bob).getByRole('checkbox', { name: 'all 5' }).check()
  await steps(pages, 'no steps yet')
  for (const page of pages) {
    await expect(opener(page)).toHaveAccessibleDescription('Adam · all 5 a step')
    await expect(parameter(page, 'w_1')).toHaveAttribute('data-value', trained ?? '')
  }
  await press(bob, 'Step ×10')
  await steps(pages, 'step 10 of 10')
  await expectAgreement(pages)

  await press(bob, 'Undo my last edit')
  await press(bob, 'Undo my last edit')
  await steps(pages, 'step 100 of 100')
  for (const page of pages)
    await expect(opener(page)).toHaveAccessibleDescription('Adam · shuffled · 2 a step')
  await expect(parameter(ada, 'w_1')).toHaveAttribute('data-value', trained ?? '')
  await expectAgreement(pages)
})

test('the formula of a weight is the step that the optimiser takes', async ({ browser, request }) => {
  const { links } = await createBoard(request, { chain: { ...chain, batch: 'all', optimiser: 'momentum' } })
  const page = await openInNewBrowser(browser, links.editor)
  await parameter(page, 'w_2').focus()
  const formula = page.getByRole('region', { name: 'Formula' })
  await expect(formula).toContainText(
    'a step adds the mean of ∂𝓛/∂w₂ over 5 samples to 0.9 times its velocity v',
  )
  await opener(page).click()
  await choose(page, 'Optimiser', 'sgd')
  await parameter(page, 'w_2').focus()
  await expect(formula).toContainText('subtracts η times the mean of ∂𝓛/∂w₂ over 5 samples')
})

test('a chain comes back from its file with the way in which it trains', async ({ browser, request }) => {
  const options = { order: 'shuffled', seed: 4294967295, batch: 3, optimiser: 'momentum' }
  const { links } = await createBoard(request, { chain: { ...chain, ...options } })
  const page = await openInNewBrowser(browser, links.editor)
  await page.getByRole('button', { name: /menu/i }).click()
  await page.getByRole('menuitem', { name: /Export/ }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'JSON', exact: true }).click()
  const file = await (await download).path()

  await opener(page).click()
  await choose(page, 'Optimiser', 'adam')
  await panel(page).getByRole('checkbox', { name: 'all 5' }).check()
  await page.getByRole('button', { name: /menu/i }).click()
  await page.getByRole('menuitem', { name: /Import/ }).click()
  await page.locator('input[type="file"]').setInputFiles(file)
  await page.getByRole('button', { name: /^Import/ }).click()
  await expect(opener(page)).toHaveAccessibleDescription('Momentum · shuffled · 3 a step')
  await expect(parameter(page, 'Seed')).toHaveAttribute('data-value', '4294967295')
})

test('whoever looks on sees how it trains and is offered nothing to change', async ({ browser, request }) => {
  const options = { order: 'shuffled', seed: 3, batch: 2, optimiser: 'adam' }
  const { links } = await createBoard(request, { chain: { ...chain, ...options } })
  for (const link of [links.viewer, links.annotator]) {
    const page = await openInNewBrowser(browser, link)
    await opener(page).click()
    await expect(page.getByRole('combobox', { name: 'Optimiser' })).toBeDisabled()
    await expect(page.getByRole('combobox', { name: 'Order of the samples' })).toBeDisabled()
    await expect(parameter(page, 'Samples a step')).toHaveAttribute('aria-readonly', 'true')
    await expect(parameter(page, 'Seed')).toHaveAttribute('aria-readonly', 'true')
    await expect(panel(page).getByRole('checkbox')).toBeDisabled()
    await page.context().close()
  }
})

test('how it trains can be set without a mouse, and what no run can have is refused in words', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request, { chain })
  const page = await openInNewBrowser(browser, links.editor)
  await opener(page).focus()
  await page.keyboard.press('Enter')
  await expect(panel(page)).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('combobox', { name: 'Optimiser' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('combobox', { name: 'Optimiser' })).toHaveValue('momentum')
  await page.keyboard.press('Tab')
  const batch = parameter(page, 'Samples a step')
  await expect(batch).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(batch).toHaveAttribute('data-value', '2')
  await page.keyboard.type('1.5')
  await page.keyboard.press('Enter')
  await expect(panel(page).getByRole('alert')).toHaveText('This takes a whole number from 1 to 100.')
  await page.keyboard.press('Escape')
  await expect(batch).toHaveAttribute('data-value', '2')
  await page.keyboard.press('Escape')
  await expect(panel(page)).toHaveCount(0)
  await expect(opener(page)).toBeFocused()
})

for (const [theme, role, width] of [
  ['light', 'editor', 1280],
  ['dark', 'viewer', 390],
  ['dark', 'editor', 1280],
] as const) {
  test(`axe finds nothing in how it trains, ${theme}, ${width} wide, as ${role}`, async ({
    browser,
    request,
  }) => {
    const { links } = await createBoard(request, {
      chain: { ...chain, order: 'shuffled', optimiser: 'adam' },
    })
    const page = await openInNewBrowser(browser, links[role])
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 844 })
    await page.reload()
    await opener(page).click()
    await expect(panel(page).locator('.katex').first()).toBeVisible()
    await expectNoFindings(page)
  })
}

test('ELU, SiLU, the absolute error and the hinge are chosen like the others, and browsers agree on them', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const pages = await openTwoBrowsers(browser, links.editor)
  const [ada, bob] = pages
  await choose(ada, 'Activation of layer 1', 'elu')
  await choose(bob, 'Activation of layer 2', 'silu')
  for (const loss of ['absolute', 'hinge']) {
    await choose(ada, 'Loss', loss)
    await press(ada, 'Step ×10')
    await steps(pages, 'step 10 of 10')
    await expectAgreement(pages)
  }
  await expect(bob.getByRole('combobox', { name: 'Loss' })).toHaveValue('hinge')
  await derived(bob, 'δ_2').focus()
  await expect(bob.getByRole('region', { name: 'Formula' })).toContainText('the slope of SiLU at z₂')
})

test('a unit at its kink says which slope counts there, and so does a loss', async ({ browser, request }) => {
  const kinks = {
    x: 1,
    y: 0,
    loss: 'absolute',
    layers: [
      { w: 0, activation: 'relu' },
      { w: 1, activation: 'identity' },
    ],
  }
  const { links } = await createBoard(request, { chain: kinks })
  const page = await openInNewBrowser(browser, links.viewer)
  await expect(page.getByRole('group', { name: 'Layer 1' })).toContainText(
    'at a kink: Exactly at the kink of ReLU, z = 0, where its slope counts as 0.',
  )
  await expect(page.getByText('Exactly at the kink of the absolute error, f = y')).toBeAttached()
  await derived(page, 'δ_1').focus()
  await expect(page.getByRole('region', { name: 'Formula' })).toContainText(
    'Exactly at the kink of ReLU, z = 0, where its slope counts as 0.',
  )
})

test('what overflows is named with its step, and what follows from it is not made up', async ({
  browser,
  request,
}) => {
  const huge = {
    x: 1,
    y: 0,
    loss: 'squared',
    layers: [1e200, 1e200, -3, 0].map(w => ({ w, activation: 'identity' })),
  }
  const { links } = await createBoard(request, { chain: huge })
  const page = await openInNewBrowser(browser, links.editor)
  const note = page.getByRole('status', { name: 'Overflow' })
  await expect(note).toHaveText(/^z₂ overflows to ∞: no number here is larger than 1.8e308/)
  await expect(derived(page, 'z_2')).toHaveText('∞')
  for (const name of ['f_2', 'z_3', 'z_4', 'δ_1', '∂L/∂w_1', 'L']) {
    await expect(derived(page, name)).toHaveText('—')
  }
  await derived(page, 'z_4').focus()
  await expect(page.getByRole('region', { name: 'Formula' })).toContainText(
    'z₄ cannot be computed: z₂ overflows to ∞ before it.',
  )
  await parameter(page, 'w_2').focus()
  await expect(page.getByRole('region', { name: 'Formula' })).toContainText(
    'its next value cannot be computed: z₂ overflows to ∞ before it.',
  )
  await expect(page.getByText('NaN')).toHaveCount(0)

  await press(page, 'Step')
  await expect(page.getByText(/^Diverged at step 1: z₂ overflows to ∞, and w₁ is no longer/)).toBeVisible()
  await expect(page.getByText('No step of this run has a finite loss.')).toBeVisible()
  await expect(note).toHaveText(/^w₁ is no longer a finite number at step 1/)
  await expect(page.getByText('NaN')).toHaveCount(0)

  await scrubber(page).fill('0')
  await expect(note).toHaveText(/^z₂ overflows to ∞ at step 0:/)
  await type(page, 'w_2', '0.5')
  await expect(note).toHaveCount(0)
})
