import { expect, type Page, test } from '@playwright/test'
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
import { joinAsProgram } from './stock-client'

const scrubber = (page: Page) => page.getByRole('slider', { name: 'Step of the run' })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('two people who press Step add up, and both see the same weights', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const [ada, bob] = await openTwoBrowsers(browser, links.editor)
  await Promise.all([press(ada, 'Step'), press(bob, 'Step ×10')])
  for (const page of [ada, bob])
    await expect(scrubber(page)).toHaveAttribute('aria-valuetext', 'step 11 of 11')
  await expectAgreement([ada, bob])

  await ada.keyboard.press('Control+z')
  for (const page of [ada, bob])
    await expect(scrubber(page)).toHaveAttribute('aria-valuetext', 'step 10 of 10')
  await expectAgreement([ada, bob])
})

test('a run shows its progress, stops when asked, and is one undo item', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  const before = await derived(page, 'L').getAttribute('data-value')
  await page.getByRole('spinbutton', { name: 'Steps of a run' }).fill('1000000')
  await press(page, 'Run')
  await expect(page.getByRole('progressbar', { name: 'Progress of the run' })).toBeVisible()
  await expect(derived(page, 'L')).not.toHaveAttribute('data-value', before ?? '')
  await press(page, 'Stop')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(derived(page, 'L')).toHaveAttribute('data-value', before ?? '')
})

test('scrubbing is private, and an edit at a past step makes a new start of it', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const [ada, bob] = await openTwoBrowsers(browser, links.editor)
  const start = await parameter(ada, 'w_1').getAttribute('data-value')
  await press(ada, 'Step ×10')
  await expect(scrubber(bob)).toHaveAttribute('aria-valuetext', 'step 10 of 10')
  const trained = await parameter(ada, 'w_1').getAttribute('data-value')

  await scrubber(ada).fill('4')
  const atFour = await parameter(ada, 'w_1').getAttribute('data-value')
  expect(atFour).not.toBe(trained)
  await expect(parameter(bob, 'w_1')).toHaveAttribute('data-value', trained ?? '')

  await type(ada, 'w_2', '0.7')
  for (const page of [ada, bob]) {
    await expect(scrubber(page)).toHaveAttribute('aria-valuetext', 'no steps yet')
    await expect(parameter(page, 'w_1')).toHaveAttribute('data-value', atFour ?? '')
    await expect(parameter(page, 'w_2')).toHaveAttribute('data-value', '0.7')
  }
  await expectAgreement([ada, bob])

  await ada.keyboard.press('Control+z')
  await expect(parameter(ada, 'w_1')).toHaveAttribute('data-value', trained ?? '')
  await press(ada, 'Back to the start weights')
  for (const page of [ada, bob])
    await expect(parameter(page, 'w_1')).toHaveAttribute('data-value', start ?? '')
})

test('a table pasted from a spreadsheet is what the steps go through in turn', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const [ada, bob] = await openTwoBrowsers(browser, links.editor)
  await press(ada, 'Samples')
  await press(ada, 'Paste…')
  await ada
    .getByRole('textbox', { name: 'One sample a line: x and y' })
    .fill('x\ty\n0,5\t0,1\n1\t0,2\n-1,5\t0,3')
  await expect(ada.getByText('3 samples read')).toBeVisible()
  await press(ada, 'Replace')
  await expect(parameter(bob, 'x').first()).toHaveAttribute('data-value', '0.5')
  await press(bob, 'Step')
  for (const page of [ada, bob])
    await expect(parameter(page, 'y').first()).toHaveAttribute('data-value', '0.2')
  await expectAgreement([ada, bob])
})

test('a run that diverges stops there and says so in words', async ({ browser, request }) => {
  const chain = {
    x: 1,
    y: 0,
    loss: 'squared',
    eta: 1e200,
    layers: [
      { w: 2, activation: 'identity' },
      { w: 2, activation: 'identity' },
    ],
  }
  const { links } = await createBoard(request, { chain })
  const page = await openInNewBrowser(browser, links.editor)
  await press(page, 'Step ×10')
  await expect(page.getByText(/^Diverged at step \d+/)).toBeVisible()
  await expect(page.getByText('NaN')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Step', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
})

test('a run of a million steps is computed beside the page, and browsers agree on it in the end', async ({
  browser,
  request,
}) => {
  const layers = Array.from({ length: 8 }, () => ({ w: 0.9, activation: 'tanh' }))
  const { id, links } = await createBoard(request, { chain: { x: 1, y: 0.5, loss: 'squared', layers } })
  const ada = await openInNewBrowser(browser, links.editor)
  const program = await joinAsProgram(id, links.editor)
  const model = program.doc.getMap('model')
  const steps = model.get('steps') as { set(key: string, value: number): void }
  steps.set(`${model.get('run')}/${program.doc.clientID}`, 1_000_000)

  await expect(ada.getByText(/^Computing: step/)).toBeVisible()
  await expect(parameter(ada, 'w_1')).toHaveAttribute('aria-readonly', 'true')
  await derived(ada, 'δ_2').hover()
  await expect(ada.getByRole('region', { name: 'Formula' })).toContainText('δ₂')

  const bob = await openInNewBrowser(browser, links.viewer)
  for (const page of [ada, bob]) {
    await expect(scrubber(page)).toHaveAttribute('aria-valuetext', 'step 1,000,000 of 1,000,000')
    await expect(badge(page)).toHaveText('2 of 2 agree')
  }
  await expectAgreement([ada, bob])
  await type(ada, 'w_1', '0.5')
  for (const page of [ada, bob])
    await expect(scrubber(page)).toHaveAttribute('aria-valuetext', 'no steps yet')
  program.leave()
})
