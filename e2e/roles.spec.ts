import { expect, test } from '@playwright/test'
import { connection, createBoard, openInNewBrowser, parameter, rotateLink, type } from './boards'

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

test('an editor whose connection the server ended changes nothing and takes nothing back, and is told why', async ({
  browser,
  request,
}) => {
  const board = await createBoard(request)
  const { links } = board
  const ada = await openInNewBrowser(browser, links.editor)
  const undo = ada.getByRole('button', { name: 'Undo my last edit' })
  await type(ada, 'w_1', '0.4')
  await expect(connection(ada)).toHaveText('Saved')
  await expect(undo).toBeEnabled()
  await rotateLink(request, board, 'editor')

  await expect(ada.getByText('This link was replaced.')).toBeVisible()
  await expect(ada.getByText('This page is disconnected: the board can be read here')).toBeVisible()
  await expect(ada.getByText(/Your link lets you look on/)).toHaveCount(0)
  await expect(undo).toBeDisabled()
  await ada.keyboard.press('Control+z')
  await expect(parameter(ada, 'w_1')).toHaveAttribute('data-value', '0.4')
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
