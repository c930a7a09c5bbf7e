import { expect, type Page, test } from '@playwright/test'
import { createBoard, derived, openInNewBrowser, parameter } from './boards'

/** Presses Tab until the wanted element has the focus, as somebody without a mouse would. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab')
    const label = await page.evaluate(() => {
      const active = document.activeElement
      return active?.getAttribute('aria-label') ?? active?.textContent ?? ''
    })
    if (label === name) return
  }
  throw new Error(`Tab does not reach ${name}`)
}

test('the model can be changed and understood without a mouse', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)

  await tabTo(page, 'w_1')
  const weight = parameter(page, 'w_1')
  await page.keyboard.type('0.5')
  await page.keyboard.press('Enter')
  await expect(weight).toHaveAttribute('data-value', '0.5')
  await page.keyboard.press('ArrowUp')
  await expect(weight).toHaveAttribute('data-value', '0.6')
  await page.keyboard.press('Shift+ArrowUp')
  await expect(weight).toHaveAttribute('data-value', '1.6')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(weight).toHaveAttribute('data-value', '1.59')

  await page.keyboard.press('Control+z')
  await expect(weight).toHaveAttribute('data-value', '1.6')
  await page.keyboard.press('Control+Shift+z')
  await expect(weight).toHaveAttribute('data-value', '1.59')

  await derived(page, 'z_1').focus()
  await page.keyboard.press('ArrowDown')
  await expect(derived(page, 'f_1')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(derived(page, 'f_2')).toBeFocused()
  await expect(page.getByRole('region', { name: 'Formula' })).toContainText('tanh')

  await page.getByRole('button', { name: 'Add a layer at the end' }).focus()
  await page.keyboard.press('Enter')
  await expect(parameter(page, 'w_4')).toBeVisible()
  await page.getByRole('combobox', { name: 'Activation of layer 4' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('combobox', { name: 'Activation of layer 4' })).toHaveValue('sigmoid')
})

test('what cannot be read stays in the field with the reason, and Escape brings the value back', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  const weight = parameter(page, 'w_1')
  const before = await weight.getAttribute('data-value')
  await weight.focus()
  await weight.fill('1..2')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: '1..2' })).toBeVisible()
  await expect(weight).toHaveValue('1..2')
  await page.keyboard.press('Escape')
  await expect(weight).toHaveValue(before ?? '')
  await expect(weight).toHaveAttribute('data-value', before ?? '')
})
