import { expect, test } from '@playwright/test'
import { createBoard, openInNewBrowser, parameter } from './boards'

test('a viewer sees the values live and is offered nothing to change', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const viewer = await openInNewBrowser(browser, links.viewer)
  await expect(viewer.getByText('You came by a viewer link')).toBeVisible()
  const weight = parameter(viewer, 'w_1')
  await expect(weight).toHaveAttribute('aria-readonly', 'true')
  const before = await weight.getAttribute('data-value')
  await weight.focus()
  await viewer.keyboard.press('ArrowUp')
  await expect(weight).toHaveAttribute('data-value', before ?? '')
  await expect(viewer.getByRole('slider', { name: 'w_1 slider' })).toBeDisabled()
  await expect(viewer.getByRole('button', { name: 'Remove layer 1' })).toHaveCount(0)
  await expect(viewer.getByRole('combobox', { name: 'Loss' })).toBeDisabled()
})

test('a wrong link, an incomplete one and an unknown board say so in words', async ({ page, request }) => {
  const { id } = await createBoard(request)
  await page.goto(`/b/${id}`)
  await expect(page.getByRole('heading', { name: 'This link is not complete' })).toBeVisible()
  await page.goto(`/b/${id}#${'x'.repeat(43)})`)
  await expect(page.getByRole('heading', { name: 'This link is not complete' })).toBeVisible()
  await page.goto(`/b/${id}#${'x'.repeat(43)}`)
  await expect(page.getByRole('heading', { name: 'This board cannot be opened' })).toBeVisible()
  await page.goto(`/b/AAAAAAAAAAAAAAAAAAAAAA#${'x'.repeat(43)}`)
  await expect(page.getByRole('heading', { name: 'This board cannot be opened' })).toBeVisible()
})
