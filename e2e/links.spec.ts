import { expect, test } from '@playwright/test'
import { createBoard, openBoard, openInNewBrowser, parameter, type } from './boards'

test('the owner shows four links; a rotated one sends its holders out at once', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const owner = await openInNewBrowser(browser, links.owner)
  const editor = await openInNewBrowser(browser, links.editor)
  await owner.getByRole('button', { name: 'Share' }).click()
  const dialog = owner.getByRole('dialog')
  for (const role of ['owner', 'editor', 'annotator', 'viewer'] as const) {
    await expect(dialog.getByRole('textbox', { name: new RegExp(role, 'i') })).toHaveValue(links[role])
  }

  await dialog.getByRole('button', { name: 'Rotate the editor link' }).click()
  await dialog.getByRole('button', { name: 'Rotate the editor link' }).click()
  await expect(dialog.getByText('Done: this is the new link.')).toBeVisible()
  const renewed = await dialog.getByRole('textbox', { name: /editor/i }).inputValue()
  expect(renewed).not.toBe(links.editor)

  await expect(editor.getByText('This link was replaced.')).toBeVisible()
  await expect(parameter(editor, 'w_1')).toHaveAttribute('aria-readonly', 'true')
  await editor.goto('about:blank')
  await openBoard(editor, renewed)
  await type(editor, 'w_1', '0.9')
  await owner.keyboard.press('Escape')
  await expect(parameter(owner, 'w_1')).toHaveAttribute('data-value', '0.9')
})

test('somebody who came by a viewer link sees only that link', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const viewer = await openInNewBrowser(browser, links.viewer)
  await viewer.getByRole('button', { name: 'Share' }).click()
  await expect(viewer.getByRole('dialog').getByRole('textbox')).toHaveCount(1)
  await expect(viewer.getByRole('dialog').getByRole('textbox')).toHaveValue(links.viewer)
  await expect(viewer.getByRole('button', { name: /Rotate/ })).toHaveCount(0)
})
