import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { connection, createBoard, openBoard } from './boards'
import { annotations, expectCanvas, expectCount, selectedElements } from './canvas-board'
import { source, word } from './words'

async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target).join(', ')}`)).toEqual([])
}

test('by keyboard alone a formula is written, held to δ_2, moved, commented on, deleted and brought back', async ({
  page,
  request,
}) => {
  const { links } = await createBoard(request)
  await openBoard(page, links.editor)
  await expectCanvas(page)
  const formula = word(page, 'Formula')

  // Write it: M takes the tool, Enter puts it down, Ctrl+Enter ends it.
  await page.keyboard.press('m')
  await page.keyboard.press('Enter')
  await expect(source(page)).toBeFocused()
  await page.keyboard.type('\\delta_2 = f_2 \\cdot w_3 \\delta_3')
  await page.keyboard.press('Control+Enter')
  await expect(formula).toBeFocused()
  await expect(formula.locator('annotation')).toHaveText('\\delta_2 = f_2 \\cdot w_3 \\delta_3')

  // Let it hold on to δ_2, by what stands on anybody's keys.
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused()
  await page.keyboard.type('hold delta of layer 2')
  await expect(page.getByRole('option', { selected: true }).first()).toContainText('Hold on to δ_2')
  await page.keyboard.press('Enter')
  await expect.poll(() => selectedElements(page)).toMatchObject([{ anchor: { to: 'quantity' } }])
  await expect(formula).toBeFocused()

  // Move it: plain arrows walk its symbols, with Shift they move it. It keeps its hold.
  const [before] = await selectedElements(page)
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('ArrowDown')
  const [after] = await selectedElements(page)
  expect(Number(after?.x)).toBeCloseTo(Number(before?.x) + 10, 1)
  expect(Number(after?.y)).toBeCloseTo(Number(before?.y) + 11, 1)
  expect(after?.anchor).toMatchObject({ to: 'quantity', quantity: expect.stringMatching(/^delta\//) })

  // Comment on it.
  await page.keyboard.press('c')
  const box = page.getByRole('textbox', { name: 'Comment', exact: true })
  await expect(box).toBeFocused()
  await page.keyboard.type('Where does this come from?')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('listitem')).toContainText('Where does this come from?')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^Comment by .* on a formula: Where does/ })).toBeVisible()
  await expect(formula).toBeFocused()

  // Delete it, and bring it back as it was.
  await page.keyboard.press('Delete')
  await expectCount(page, 0)
  await expect(annotations(page)).toBeFocused()
  await page.keyboard.press('Control+z')
  await expectCount(page, 1)
  await page.keyboard.press('Tab')
  expect(await selectedElements(page)).toEqual([after])
  await expect(connection(page)).toHaveText('Saved')

  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expectNoFindings(page)
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'dark'
  })
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoFindings(page)
})
