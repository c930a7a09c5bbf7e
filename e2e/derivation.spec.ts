import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { createBoard, derived, openBoard, openInNewBrowser, openTwoBrowsers, type } from './boards'
import { card, field, putDerivation, row, rows, spoken, verdictOf, verdicts } from './derivation'
import { joinAsProgram } from './stock-client'
import { place, tool } from './words'

const RECURSION = ["\\delta_1 = f'(z_1) w_2 \\delta_2", '= (1-f_1^2) w_2 \\delta_2']

/** A board with a derivation, and a browser on it. */
async function openWith(
  browser: Browser,
  request: Parameters<typeof createBoard>[0],
  lines: readonly string[],
  at: readonly [number, number] = [0, 420],
) {
  const { id, links } = await createBoard(request)
  const program = await joinAsProgram(id, links.editor)
  program.doc.transact(() => putDerivation(program, '1-0', lines, at, 'The recursion'))
  const page = await openInNewBrowser(browser, links.editor)
  await expect(rows(page)).toHaveCount(lines.length)
  await page.keyboard.press('Shift+1')
  return { id, links, program, page }
}

/** Waits until both browsers show the same lines. */
async function expectTheSame(page: Page, other: Page): Promise<void> {
  await expect(async () => expect(await spoken(other)).toEqual(await spoken(page))).toPass()
}

async function openForWriting(page: Page): Promise<void> {
  await card(page).focus()
  await page.keyboard.press('Enter')
}

test('a δ₁ line that is wrong gets its mistake by name and in numbers; mended, it holds', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  await place(page, 'Derivation', 200)
  await expect(field(page, 1)).toBeFocused()
  await page.keyboard.type("d1 = f'(z1) w1 d2")
  await expect(row(page, 1)).toHaveAttribute('data-verdict', 'fails')
  await expect(row(page, 1).locator('[data-mistake="W-SHIFT"]')).toContainText(
    'The weight of the layer beside.',
  )
  await expect(row(page, 1)).toContainText(/With w₁ = .*: yours .*, the central difference says/)

  await field(page, 1).fill("d1 = f'(z1) w2 d2")
  await expect(verdictOf(row(page, 1))).toHaveText('holds')
  await expect(row(page, 1).locator('[data-mistake]')).toHaveCount(0)
  await expect(row(page, 1).getByPlaceholder(/chain rule/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(field(page, 2)).toBeFocused()
  await page.keyboard.type('= (1-f1^2) w2 d2')
  await expect(verdictOf(row(page, 2))).toHaveText('holds')
  await page.keyboard.press('Escape')
  await expect(card(page)).toContainText('2 lines · 2 hold')
  await expect(row(page, 2)).toContainText('f′ = 1 − f²')
})

test('two browsers write one derivation: in the same line at once, in another order, with the same verdicts', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const [page, other] = await openTwoBrowsers(browser, links.editor)
  await place(page, 'Derivation', 200)
  await expect(field(page, 1)).toBeFocused()
  await page.keyboard.type('\\delta_1 = ')
  await expect(rows(other)).toHaveCount(1)
  await openForWriting(other)
  await expect(field(other, 1)).toBeFocused()
  await other.keyboard.press('End')
  await page.keyboard.press('Home')
  await Promise.all([
    page.keyboard.type('1 \\cdot ', { delay: 8 }),
    other.keyboard.type('(1-f_1^2) w_2 \\delta_2', { delay: 8 }),
  ])
  const both = '1 \\cdot \\delta_1 = (1-f_1^2) w_2 \\delta_2'
  for (const each of [page, other]) await expect(field(each, 1)).toHaveValue(both)
  const caret = (each: Page) => field(each, 1).evaluate((area: HTMLTextAreaElement) => area.selectionStart)
  expect(await caret(page)).toBe('1 \\cdot '.length)
  expect(await caret(other)).toBe(both.length)

  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('\\delta_2 = f_2 w_3 \\delta_3')
  await other.keyboard.press('Enter')
  await other.keyboard.type('z_1 = x w_1')
  await expect(rows(page)).toHaveCount(3)
  await expect(rows(other)).toHaveCount(3)
  await expectTheSame(page, other)

  // One moves the first line down, the other types on in it.
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(field(page, 3)).toBeFocused()
  await expect(field(page, 3)).toHaveValue(both)
  await expect.poll(async () => (await spoken(other))[2]).toContain('1, times delta 1 equals')
  await expectTheSame(page, other)
  await expect.poll(async () => [...(await verdicts(page))].sort()).toEqual(['fails', 'holds', 'holds'])
  expect(await verdicts(other)).toEqual(await verdicts(page))
  const remarks = (each: Page) => card(each).locator('[data-mistake]').allTextContents()
  expect(await remarks(other)).toEqual(await remarks(page))
  expect((await remarks(page)).join()).toContain('The output in place of the slope.')
})

test('by keyboard alone a derivation is put there, written, put in order, explained, folded and undone', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  await page.keyboard.press('Shift+M')
  await page.keyboard.press('Enter')
  await expect(field(page, 1)).toBeFocused()
  await page.keyboard.type('\\de')
  await expect(page.getByRole('listbox', { name: 'Symbols' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(field(page, 1)).toHaveValue('\\delta_1')
  await page.keyboard.type(" = f'(z_1) w_2 \\delta_2")
  await page.keyboard.press('Enter')
  await page.keyboard.type('z_1 = x w_1')
  await page.keyboard.press('Enter')
  await expect(field(page, 3)).toBeFocused()
  await page.keyboard.press('Backspace')
  await expect(field(page, 2)).toBeFocused()
  await expect(rows(page)).toHaveCount(2)
  await page.keyboard.press('Alt+ArrowUp')
  await expect(field(page, 1)).toHaveValue('z_1 = x w_1')
  await expect(page.getByRole('status').filter({ hasText: 'Line 1 holds' })).toBeAttached()

  await page.keyboard.press('Tab')
  await page.keyboard.type('as we said')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(row(page, 1)).toContainText('as we said')

  // The lines are walked and heard.
  await card(page).focus()
  await page.keyboard.press('ArrowDown')
  await expect(row(page, 1)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(row(page, 2)).toBeFocused()
  expect(await spoken(page)).toEqual([
    'z 1 equals x, times w 1',
    'delta 1 equals f prime of z 1, times w 2, times delta 2',
  ])
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(async () => (await spoken(page))[0]).toContain('delta 1 equals')
  await page.keyboard.press('Escape')
  await expect(card(page)).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await spoken(page))[0]).toContain('z 1 equals')
})

test('lines that hold only here say so, as somebody else moves the weight on which that depends', async ({
  browser,
  request,
}) => {
  const { page, links } = await openWith(browser, request, ['w_2 = 0.75', ...RECURSION])
  const other = await openInNewBrowser(browser, links.editor)
  await type(other, 'w_2', '0.75')
  for (const each of [page, other])
    await expect.poll(() => verdicts(each)).toEqual(['only-here', 'holds', 'holds'])
  await type(other, 'w_2', '0.5')
  for (const each of [page, other])
    await expect.poll(() => verdicts(each)).toEqual(['fails', 'holds', 'holds'])
})

test('the numbers under the symbols follow the weights, and symbols light up both ways', async ({
  browser,
  request,
}) => {
  const { page } = await openWith(browser, request, RECURSION)
  const symbol = row(page, 2).locator('[data-symbol="w:2"]')
  await symbol.hover()
  await expect(page.locator('[data-place-of="w:2"]')).toHaveAttribute('data-inspected')
  await derived(page, 'δ_2').hover()
  await expect(row(page, 1).locator('[data-symbol="delta:2"]')).toHaveAttribute('data-inspected')

  await card(page).getByRole('button', { name: 'Numbers under the symbols' }).click()
  const number = row(page, 2).locator('[data-number="w:2"]')
  await type(page, 'w_2', '0.625')
  await expect(number).toHaveText('0.625')
  await type(page, 'w_2', '-1.5')
  await expect(number).toHaveText('−1.5')
  await expect(row(page, 1).locator('[data-number="delta:1"]')).not.toBeEmpty()
})

test('a quantity is derived where it stands, and the recursion is unrolled into the derivation', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  await expect(tool(page, 'Derivation')).toBeVisible()
  await derived(page, '∂L/∂w_1').focus()
  await page.keyboard.press('Shift+D')
  await expect(field(page, 1)).toBeFocused()
  await expect(field(page, 1)).toHaveValue('\\frac{\\partial \\mathcal{L}}{\\partial w_1} = ')
  await expect(card(page)).toHaveAccessibleName('Derivation: ∂𝓛/∂w₁')
  await page.keyboard.press('Escape')

  await card(page).getByRole('button', { name: 'Unroll the recursion' }).click()
  const panel = card(page).getByRole('region', { name: 'The recursion unrolled' })
  const steps = panel.locator('[data-step]')
  await expect(steps).toHaveCount(1)
  await expect(steps.first()).toContainText('equals x, times delta 1')
  await panel.getByRole('button', { name: 'One step further' }).click()
  await expect(steps).toHaveCount(2)
  await panel.getByRole('button', { name: 'To the end' }).click()
  const gradient = Number(await derived(page, '∂L/∂w_1').getAttribute('data-value'))
  for (const output of await panel.getByRole('status').all()) {
    const shown = Number((await output.textContent())?.replaceAll('−', '-'))
    expect(Math.abs(shown - gradient)).toBeLessThan(1e-3 * Math.abs(gradient))
  }
  const count = await steps.count()
  for (let i = 1; i <= count; i++) {
    // The card grows: it is to stay clear of what lies over the edges of the board.
    await page.keyboard.press('Shift+1')
    await panel.getByRole('button', { name: `Put step ${i} into the derivation` }).click()
  }
  await expect(rows(page)).toHaveCount(count)
  await expect.poll(async () => new Set(await verdicts(page))).toEqual(new Set(['holds']))

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused()
  await page.keyboard.type('derive δ_2')
  await page.keyboard.press('Enter')
  await expect(field(page, 1)).toHaveValue('\\delta_2 = ')
})

test('a derivation is folded for everybody, dragged into order by its grips, copied, and goes with an export', async ({
  browser,
  request,
}) => {
  const { page, links } = await openWith(browser, request, [...RECURSION, 'z_1 = x w_1'])
  const other = await openInNewBrowser(browser, links.viewer)
  await expect(rows(other)).toHaveCount(3)
  await card(page).getByRole('button', { name: 'Fold' }).click()
  await expect(rows(other)).toHaveCount(2)
  await expect(card(other).getByRole('button', { name: /old/ })).toHaveCount(0)
  await card(page).getByRole('button', { name: 'Unfold' }).click()
  await expect(rows(page)).toHaveCount(3)

  const before = await spoken(page)
  const grip = row(page, 3).locator('svg').first()
  await row(page, 3).hover()
  const from = await grip.boundingBox()
  const to = await row(page, 1).boundingBox()
  if (from === null || to === null) throw new Error('The lines are not in sight.')
  await page.mouse.move(from.x + 4, from.y + 6)
  await page.mouse.down()
  await page.mouse.move(from.x + 4, to.y + 4, { steps: 5 })
  await page.mouse.up()
  await expect.poll(() => spoken(other)).toEqual([before[2], before[0], before[1]])
  expect(await spoken(page)).toEqual(await spoken(other))

  const { y, height } = (await row(page, 1).boundingBox()) ?? to
  await page.mouse.click(to.x + 200, y + height / 2)
  await page.keyboard.press('Control+d')
  await expect(card(page)).toHaveCount(2)
})

test('a line that cannot be read is a placeholder, and a viewer can neither write nor fold', async ({
  browser,
  request,
}) => {
  const { page, program, links } = await openWith(browser, request, RECURSION)
  program.doc.transact(() => {
    const lines = program.doc.getMap<never>('annotations').get('1-0') as unknown as {
      get(key: string): unknown
    }
    const map = lines.get('lines') as { set(key: string, value: unknown): void }
    map.set('zz', 'no line')
  })
  await expect(page.getByText('This is no line of a derivation.', { exact: true })).toBeVisible()
  const viewer = await openInNewBrowser(browser, links.viewer)
  await card(viewer).focus()
  await viewer.keyboard.press('Enter')
  await expect(viewer.getByRole('textbox', { name: /^Line/ })).toHaveCount(0)
  await expect.poll(() => verdicts(viewer)).toEqual(['', 'holds', 'holds'])
  program.leave()
})

for (const [theme, width] of [
  ['light', 1280],
  ['dark', 390],
] as const) {
  test(`axe finds nothing on a derivation and in its fields, ${theme} at ${width}`, async ({
    browser,
    request,
  }) => {
    const lines = [
      ...RECURSION,
      "\\delta_1 = f'(z_1) w_1 \\delta_2",
      'w_2 = 0.75',
      'dL/dw1 = x d1',
      'oops(',
      '',
    ]
    const { id, links } = await createBoard(request)
    const program = await joinAsProgram(id, links.editor)
    program.doc.transact(() => putDerivation(program, '1-0', lines, [0, 420], 'The recursion'))
    const context = await browser.newContext({ viewport: { width, height: 800 } })
    const page = await context.newPage()
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await openBoard(page, links.editor)
    await expect.poll(async () => (await verdicts(page))[2]).toBe('fails')
    await page.keyboard.press('Shift+1')
    const findings = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      return violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map(node => node.target).join(', ')}`)
    }
    await card(page).getByRole('button', { name: 'Numbers under the symbols' }).click()
    expect(await findings()).toEqual([])
    await openForWriting(page)
    await expect(field(page, lines.length)).toBeFocused()
    await page.keyboard.type('\\de')
    await expect(page.getByRole('listbox', { name: 'Symbols' })).toBeVisible()
    expect(await findings()).toEqual([])
    await expect(tool(page, 'Derivation')).toBeAttached()
    program.leave()
  })
}
