import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import * as Y from 'yjs'
import { expectNoFindings } from './accessible'
import { createBoard, derived, openBoard, openInNewBrowser, openTwoBrowsers, type } from './boards'
import { joinAsProgram } from './stock-client'
import { freePlace, place, put, source, tool, word } from './words'

async function openWithFormula(browser: Browser, request: Parameters<typeof createBoard>[0], latex: string) {
  const { id, links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  await place(page, 'Formula')
  await source(page).fill(latex)
  await page.keyboard.press('Control+Enter')
  await expect(word(page, 'Formula').locator('.katex-html')).toBeVisible()
  return { id, links, page }
}

const symbol = (inside: Locator, key: string) => inside.locator(`[data-symbol="${key}"]`)

test('a text with a formula in it is typed where it was clicked, is one undo item, and others see it', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const [page, other] = await openTwoBrowsers(browser, links.editor)
  await place(page, 'Text')
  await page.keyboard.type('the weight $w_2$ costs \\$5 <b>not bold</b>')
  await page.keyboard.press('Escape')
  await expect(symbol(word(page, 'Text'), 'w:2')).toBeVisible()
  await expect(word(other, 'Text')).toContainText('costs $5 <b>not bold</b>')
  await expect(symbol(word(other, 'Text'), 'w:2')).toBeVisible()
  await expect(word(other, 'Text').locator('b')).toHaveCount(0)

  await page.getByRole('button', { name: 'Undo my last edit' }).click()
  await expect(word(other, 'Text')).toHaveCount(0)
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(word(other, 'Text')).toContainText('the weight')
})

test('a note is as wide as it is dragged, and one without words is not left behind', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  const [x, y] = await freePlace(page)
  await tool(page, 'Note').click()
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 300, y + 20, { steps: 4 })
  await expect(word(page, 'Note')).toBeVisible()
  await page.mouse.up()
  await page.keyboard.type('why does $\\delta_2$ vanish?')
  await page.keyboard.press('Control+Enter')
  const width = async () => Math.round((await word(page, 'Note').boundingBox())?.width ?? 0)
  expect(await width()).toBe(300)

  await place(page, 'Text', 520)
  await expect(page.getByRole('textbox', { name: 'Text' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(word(page, 'Text')).toHaveCount(0)
})

test('two people type in one formula at once; each keeps the caret, and an input method is left in peace', async ({
  browser,
  request,
}) => {
  const { links, page } = await openWithFormula(browser, request, 'z_2 = ')
  const other = await openInNewBrowser(browser, links.editor)
  for (const each of [page, other]) {
    await word(each, 'Formula').focus()
    await each.keyboard.press('Enter')
    await expect(source(each)).toBeFocused()
  }
  await page.keyboard.press('Home')
  await Promise.all([
    page.keyboard.type('\\frac{1}{2}\\cdot ', { delay: 5 }),
    other.keyboard.type('w_2 \\cdot f_1', { delay: 5 }),
  ])
  const both = '\\frac{1}{2}\\cdot z_2 = w_2 \\cdot f_1'
  await expect(source(page)).toHaveValue(both)
  await expect(source(other)).toHaveValue(both)
  const caret = (each: Page) => source(each).evaluate((area: HTMLTextAreaElement) => area.selectionStart)
  expect(await caret(page)).toBe('\\frac{1}{2}\\cdot '.length)
  expect(await caret(other)).toBe(both.length)

  const session = await page.context().newCDPSession(page)
  await session.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 })
  await other.keyboard.type('!')
  await expect(symbol(word(page, 'Formula'), 'f:1')).toBeVisible()
  await session.send('Input.insertText', { text: '日' })
  const composed = '\\frac{1}{2}\\cdot 日z_2 = w_2 \\cdot f_1!'
  await expect(source(page)).toHaveValue(composed)
  await expect(source(other)).toHaveValue(composed)
})

test('what is wrong with a formula is said in words, with its place; symbols are put in by buttons', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  const editor = page.getByRole('region', { name: 'Formula editor' })
  await place(page, 'Formula')
  await editor.getByRole('button', { name: 'Insert gradient' }).click()
  await page.keyboard.type('2')
  await expect(source(page)).toHaveValue('\\frac{\\partial \\mathcal{L}}{\\partial w_{2}}')
  await expect(symbol(word(page, 'Formula'), 'gradW:2')).toBeVisible()
  await expect(editor.getByRole('status')).toHaveText('')

  await source(page).fill('a + \\foo b')
  await expect(editor.getByRole('status')).toContainText('There is no command \\foo.')
  await editor.getByRole('button', { name: 'Show the place' }).click()
  const marked = await source(page).evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  )
  expect(marked.trim()).toBe('\\foo')
  await source(page).fill('\\def\\a{x}\\a')
  await expect(editor.getByRole('status')).toContainText('\\def is not taken')
  await source(page).fill('\\frac{a}{b')
  await expect(editor.getByRole('status')).toContainText('A brace { is not closed.')
})

test('symbols of the chain are alive both ways, and show the value of now', async ({ browser, request }) => {
  const { page } = await openWithFormula(browser, request, 'z_2 = w_2 \\cdot f_1 \\qquad w_9')
  const formula = word(page, 'Formula')
  const onChain = (key: string) => page.locator(`[data-place-of="${key}"]`)
  const value = page.getByTestId('symbol-value')

  await symbol(formula, 'z:2').hover()
  await expect(value).toContainText('z₂ = ')
  await expect(onChain('z:2')).toHaveAttribute('data-inspected')
  const before = await value.textContent()
  await page.keyboard.press('Escape')
  await type(page, 'w_1', '1.75')
  await symbol(formula, 'f:1').hover()
  await symbol(formula, 'z:2').hover()
  await expect(value).not.toHaveText(before ?? '')

  await symbol(formula, 'w:9').hover()
  await expect(value).toHaveCount(0)

  await derived(page, 'z_2').hover()
  await expect(symbol(formula, 'z:2')).toHaveAttribute('data-inspected')
  await expect(symbol(formula, 'w:2')).toHaveAttribute('data-lit')
  await expect(symbol(formula, 'f:1')).toHaveAttribute('data-lit')
})

test('by keyboard alone a formula is written, its symbols walked, changed and undone', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  await tool(page, 'Formula').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type("\\delta_2 = f'(z_2)\\, w_3 \\delta_3")
  await page.keyboard.press('Control+Enter')
  const formula = word(page, 'Formula')
  await expect(formula).toBeFocused()

  const value = page.getByTestId('symbol-value')
  await page.keyboard.press('ArrowRight')
  await expect(value).toContainText('delta of layer 2')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(value).toContainText('weight of layer 3')
  await expect(symbol(formula, 'w:3')).toHaveAttribute('data-inspected')

  await page.keyboard.press('Enter')
  await expect(source(page)).toBeFocused()
  await page.keyboard.type(' + 0')
  await page.keyboard.press('Escape')
  await expect(formula).toBeFocused()
  await expect(formula.locator('annotation')).toContainText('+ 0')
  await page.keyboard.press('Control+z')
  await expect(formula.locator('annotation')).not.toContainText('+ 0')
})

test('the visual editor writes into the same source, and needs nothing from elsewhere', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  const troubles: string[] = []
  const asked: string[] = []
  page.on('console', message => message.type() === 'error' && troubles.push(message.text()))
  page.on('pageerror', error => troubles.push(error.message))
  page.on('request', made => asked.push(made.url()))
  await place(page, 'Formula')
  await source(page).fill('w_2')
  await page.getByRole('button', { name: 'Visual editor' }).click()
  const field = page.locator('math-field')
  await expect(field).toBeVisible()
  await expect(field).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.type('+x')
  await expect(source(page)).toHaveValue(/^w_\{?2\}?\+x$/)
  await source(page).fill('\\delta_1')
  await expect
    .poll(() => field.evaluate((element: HTMLElement & { value: string }) => element.value))
    .toMatch(/delta/)
  expect(troubles).toEqual([])
  expect(asked.filter(url => !url.startsWith(new URL(links.editor).origin))).toEqual([])
})

test('what cannot be read is a placeholder in words, and a viewer writes nowhere', async ({
  browser,
  request,
}) => {
  const { id, links } = await createBoard(request)
  const program = await joinAsProgram(id, links.editor)
  program.doc.transact(() => {
    put(program, '1-0', 'math', 'w_1', [0, 500])
    program.doc.getMap('annotations').set(
      '1-1',
      new Y.Map<unknown>([
        ['kind', 'hologram'],
        ['x', 200],
        ['y', 500],
      ]),
    )
  })
  const page = await openInNewBrowser(browser, links.viewer)
  await page.mouse.move(...(await freePlace(page)))
  await page.mouse.wheel(0, 200)
  await expect(
    page.getByText('This is a “hologram”, which this version of Chainboard cannot show.', { exact: true }),
  ).toBeVisible()
  await word(page, 'Formula').focus()
  await page.keyboard.press('Enter')
  await expect(source(page)).toHaveCount(0)
  await expect(tool(page, 'Formula')).toHaveCount(0)
  program.leave()
})

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on words and in their editors, ${theme}`, async ({ browser, request }) => {
    const { id, links } = await createBoard(request)
    const page = await openInNewBrowser(browser, links.editor)
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await openBoard(page, links.editor)
    const program = await joinAsProgram(id, links.editor)
    program.doc.transact(() => {
      put(program, '1-0', 'math', '\\frac{\\partial\\mathcal{L}}{\\partial w_2} = f_1\\,\\delta_2', [0, 420])
      put(program, '1-1', 'text', 'because $w_2$ weighs $f_1$', [0, 480])
      put(program, '1-2', 'note', 'why does $\\delta_2$ vanish?', [300, 420])
      put(program, '1-3', 'math', '\\oops', [560, 420])
    })
    await expect(page.locator('[data-annotation="1-3"] code')).toBeAttached()
    await expectNoFindings(page)
    await word(page, 'Formula').first().focus()
    await page.keyboard.press('Enter')
    await expect(source(page)).toBeFocused()
    await page.getByRole('button', { name: 'Visual editor' }).click()
    await expect(page.locator('math-field')).toBeVisible()
    await expectNoFindings(page)
    program.leave()
  })
}
