import { expect, test } from '@playwright/test'
import { connection, derived, parameter, type } from './boards'

test('a newcomer makes a board, and finds it again on the start page', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'New board' }).click()
  await expect(connection(page)).toHaveText('Saved')
  await page.getByRole('textbox', { name: 'Title of this board' }).fill('Tutorial 9')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle('Tutorial 9 · Chainboard')

  await page.getByRole('link', { name: 'Start page' }).click()
  await page.getByRole('link', { name: /Tutorial 9/ }).click()
  await expect(page.getByRole('textbox', { name: 'Title of this board' })).toHaveValue('Tutorial 9')
})

test('the chain on the start page is live, and every example opens as a board', async ({ page }) => {
  await page.goto('/')
  const before = await derived(page, 'f_2').getAttribute('data-value')
  await type(page, 'w_1', '0.1')
  await expect(derived(page, 'f_2')).not.toHaveAttribute('data-value', before ?? '')

  await page.getByRole('button', { name: /Vanishing gradient/ }).click()
  await expect(derived(page, 'f_10')).toBeAttached()
  await expect(page.getByText(/^vanishing/).first()).toBeVisible()
})

test('a chain that was exported comes back the same when it is imported', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'New board' }).click()
  await type(page, 'w_1', '1/3')
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  const trained = await parameter(page, 'w_1').getAttribute('data-value')

  await page.getByRole('button', { name: /menu/i }).click()
  await page.getByRole('menuitem', { name: /Export/ }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'JSON', exact: true }).click()
  const file = await (await download).path()

  await type(page, 'w_1', '2')
  await page.getByRole('button', { name: /menu/i }).click()
  await page.getByRole('menuitem', { name: /Import/ }).click()
  await page.locator('input[type="file"]').setInputFiles(file)
  await page.getByRole('button', { name: /^Import|Replace/ }).click()
  await expect(parameter(page, 'w_1')).toHaveAttribute('data-value', trained ?? '')
})
