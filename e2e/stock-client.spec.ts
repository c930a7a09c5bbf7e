import { expect, test } from '@playwright/test'
import { createBoard, derived, openInNewBrowser, parameter, type } from './boards'
import { joinAsProgram } from './stock-client'

test('a stock y-websocket client reads and edits the model', async ({ browser, request }) => {
  const { id, links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  const program = await joinAsProgram(id, links.editor)

  await type(page, 'x', '0.25')
  await expect.poll(() => program.doc.getMap('model').get('x')).toBe(0.25)

  const before = await derived(page, 'f_3').getAttribute('data-value')
  program.doc.getMap('model').set('x', -2)
  await expect(parameter(page, 'x')).toHaveAttribute('data-value', '-2')
  await expect(derived(page, 'f_3')).not.toHaveAttribute('data-value', before ?? '')
  program.leave()
})
