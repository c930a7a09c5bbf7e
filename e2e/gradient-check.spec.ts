import { expect, test } from '@playwright/test'
import { expectNoFindings } from './accessible'
import { createBoard, openInNewBrowser, type } from './boards'

test('every gradient is held against central differences, for whoever asks, viewers too', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const [editor, viewer] = await Promise.all([
    openInNewBrowser(browser, links.editor),
    openInNewBrowser(browser, links.viewer),
  ])
  const marks = viewer.getByRole('img', { name: /^∂𝓛\/∂[wb]/ })
  const summary = viewer.getByRole('status', { name: 'Gradient check' })
  const toggle = viewer.getByRole('checkbox', { name: 'Check gradients' })
  const layers = await viewer.getByRole('group', { name: /^Layer \d+$/ }).count()

  await expect(summary).toHaveCount(0)
  await toggle.check()
  await expect(marks).toHaveCount(layers)
  await expect(summary).toHaveText(`All ${layers} gradients agree with central differences`)
  await expect(marks.first()).toHaveAccessibleName(/^∂𝓛\/∂w₁ agrees with central differences/)
  await expect(editor.getByRole('status', { name: 'Gradient check' })).toHaveCount(0)

  await editor.getByRole('checkbox', { name: 'Biases' }).check()
  await expect(marks).toHaveCount(2 * layers)

  await editor.getByRole('combobox', { name: 'Activation of layer 1' }).selectOption('relu')
  await type(editor, 'w_1', '0')
  await expect(summary).toHaveText('∂𝓛/∂w₁ and ∂𝓛/∂b₁ are doubtful: there is a kink here')
  await expect(marks.first()).toHaveAccessibleName(/^∂𝓛\/∂w₁ is doubtful: there is a kink here\./)

  await viewer.locator('output[aria-label="∂L/∂w_1"]').focus()
  await expect(viewer.getByRole('region', { name: 'Formula' })).toContainText(
    '∂𝓛/∂w₁ is doubtful: there is a kink here. Central difference:',
  )
  const hasRoom = await viewer
    .getByRole('region', { name: 'Formula' })
    .evaluate(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight)
  expect(hasRoom).toBe(true)

  await expectNoFindings(viewer)

  await toggle.uncheck()
  await expect(marks).toHaveCount(0)
  await expect(summary).toHaveCount(0)
})
