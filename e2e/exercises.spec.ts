import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { createBoard, openInNewBrowser } from './boards'
import { expectCanvas } from './canvas-board'

const panel = (page: Page) => page.getByRole('region', { name: 'Exercises' })
const mark = (page: Page) => panel(page).getByRole('status')
const button = (page: Page, name: string | RegExp) => panel(page).getByRole('button', { name })
const formulaField = (page: Page) => panel(page).getByRole('textbox')

async function openExercises(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Exercises' }).click()
  await expect(panel(page)).toBeFocused()
}
async function openExercise(page: Page, title: string): Promise<void> {
  await button(page, new RegExp(title)).click()
  await expect(panel(page).getByRole('heading', { name: title })).toBeFocused()
}

async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target).join(', ')}`)).toEqual([])
}

test('a wrong option is answered with its mistake by name and in numbers, and the right one with why', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.viewer)
  await openExercises(page)
  await openExercise(page, 'From one delta to the one before')
  await panel(page).getByRole('radio').nth(0).check()
  await button(page, 'Submit').click()
  await expect(mark(page)).toContainText('Not right')
  await expect(mark(page)).toContainText('The weight of the layer beside.')
  await expect(mark(page)).toContainText(/With w₁ = .*: yours .*, the central difference says .*\./)
  await expect(mark(page)).toContainText('1 of 2 attempts used')
  await panel(page).getByRole('radio').nth(3).check()
  await button(page, 'Submit').click()
  await expect(mark(page)).toContainText('Right')
  await expect(panel(page).getByRole('radio').nth(3)).toBeDisabled()

  await page.reload()
  await openExercises(page)
  await expect(panel(page).getByText('1 of 14 solved.')).toBeVisible()
})

test('with the keyboard alone a formula is typed, its reading looked at, and what cannot be read costs nothing', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  await expectCanvas(page)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused()
  await page.keyboard.type('exercises')
  await page.keyboard.press('Enter')
  await expect(panel(page)).toBeFocused()
  await button(page, 'From one delta to the one before').press('Enter')
  await button(page, 'Type the formula').press('Enter')

  await formulaField(page).fill('(1-f_1^2 w_1 d2')
  await expect(panel(page)).toContainText('Not a formula yet.')
  await formulaField(page).press('Enter')
  await expect(button(page, 'Submit')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(mark(page)).toBeEmpty()
  await expect(panel(page)).toContainText('0 of 2 attempts used')

  await formulaField(page).fill('(1-f_1^2) w_1 d2')
  await expect(panel(page).getByText(/Read as delta 1 equals/)).toBeAttached()
  await formulaField(page).press('Enter')
  await page.keyboard.press('Enter')
  await expect(mark(page)).toContainText('The weight of the layer beside.')
  await formulaField(page).fill('dL/dz1')
  await formulaField(page).press('Enter')
  await page.keyboard.press('Enter')
  await expect(mark(page)).toContainText('This cost no attempt.')
  await button(page, /^Hint \(1 of 2\)/).press('Enter')
  await expect(panel(page).getByRole('region', { name: 'Hints' }).getByRole('listitem')).toHaveCount(1)
  await formulaField(page).fill('(1-f1²) w2 δ2')
  await formulaField(page).press('Enter')
  await page.keyboard.press('Enter')
  await expect(mark(page)).toContainText('Right')

  await page.keyboard.press('Escape')
  await expect(panel(page)).toHaveCount(0)
})

const TYPED: readonly (readonly [title: string, formula: string])[] = [
  ['One step of gradient descent', 'w_1 - \\eta \\nabla_{w_1} L'],
  ['From the delta to the gradient', 'dL/dw1 = dz1/dw1 dL/dz1'],
  ['From one delta to the one before', "f'(z_1) w_2 δ_2"],
  ['The whole recursion', 'x (1-f1^2)(1-f2^2)...(1-f_L^2) w2 w3 ... w_L 2(f_L-y)'],
]

test('the four exercises of the course are solved by typing, one after the other', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  await openExercises(page)
  await openExercise(page, 'One step of gradient descent')
  for (const [title, formula] of TYPED) {
    await expect(panel(page).getByRole('heading', { name: title })).toBeVisible()
    await button(page, 'Type the formula').click()
    await formulaField(page).fill(formula)
    await expect(panel(page).getByText(/^Read as/)).toBeVisible()
    await button(page, 'Submit').click()
    await expect(mark(page)).toContainText('Right')
    await button(page, /^Next: /).click()
  }
  await button(page, 'All exercises').click()
  await expect(panel(page).getByText('4 of 14 solved.')).toBeVisible()
})

test('without a network an answer costs no attempt', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  await openExercises(page)
  await openExercise(page, 'What comes first')
  await panel(page).getByRole('radio').nth(2).check()
  await page.context().setOffline(true)
  await button(page, 'Submit').click()
  await expect(panel(page).getByRole('alert')).toContainText('This cost no attempt.')
  await page.context().setOffline(false)
  await button(page, 'Submit').click()
  await expect(mark(page)).toContainText('Right')
})

/** Quoted sentences, equations and updates that are long enough to be of an exercise and nothing else. */
function textsOfExercises(): readonly string[] {
  const folder = join(import.meta.dirname, '../server/exercises')
  const sources = readdirSync(folder).filter(name => name.endsWith('-exercises.ts'))
  const quoted = sources.flatMap(name => [
    ...readFileSync(join(folder, name), 'utf8').matchAll(/'((?:[^'\\\n]|\\.)*)'/g),
  ])
  return quoted
    .map(([, text = '']) => text.replaceAll('\\\\', '\\'))
    .filter(text => text.length > 24 && /=|leftarrow|[a-z] [a-z]+ /.test(text))
}

test('nothing of the exercises or their keys is in what the browser is sent', () => {
  const texts = textsOfExercises()
  expect(texts.length).toBeGreaterThan(80)
  const statics = join(import.meta.dirname, '../.next/static')
  const files = readdirSync(statics, { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.js'),
  )
  expect(files.length).toBeGreaterThan(10)
  for (const file of files) {
    const sent = readFileSync(join(statics, file), 'utf8').replaceAll('\\\\', '\\')
    expect(texts.filter(text => sent.includes(text))).toEqual([])
  }
})

for (const [theme, width] of [
  ['light', 1280],
  ['dark', 390],
] as const) {
  test(`axe finds nothing in the exercises, ${theme}, ${width} wide`, async ({ browser, request }) => {
    const { links } = await createBoard(request)
    const page = await openInNewBrowser(browser, links.editor)
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    await page.reload()
    await openExercises(page)
    await expect(button(page, /One step/)).toBeVisible()
    await page.screenshot({ path: `test-results/exercises-list-${theme}-${width}.png` })
    await openExercise(page, 'The whole recursion')
    await panel(page).getByRole('radio').nth(0).check()
    await button(page, 'Submit').click()
    await expect(mark(page)).toContainText('Not right')
    await button(page, /^Hint/).click()
    await expect(panel(page).getByRole('listitem')).toHaveCount(1)
    await page.screenshot({ path: `test-results/exercises-choice-${theme}-${width}.png` })
    await expectNoFindings(page)
    await button(page, 'Type the formula').click()
    await formulaField(page).fill('x (1-f1^2)(1-f2^2)...(1-f_L^2) w2 w3 ... w_L (f_L-y)')
    await expect(panel(page).getByText(/^Read as/)).toBeVisible()
    await page.screenshot({ path: `test-results/exercises-formula-${theme}-${width}.png` })
    await expectNoFindings(page)
  })
}
