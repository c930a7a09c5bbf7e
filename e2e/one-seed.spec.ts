import { expect, test } from '@playwright/test'
import { createBoard, expectAgreement, openBoard } from './boards'
import { joinAsProgram } from './stock-client'

test('a new board that two browsers open at once has one seed, twenty times (D18)', async ({
  browser,
  request,
}) => {
  test.slow()
  const contexts = await Promise.all([browser.newContext(), browser.newContext()])
  const pages = await Promise.all(contexts.map(context => context.newPage()))
  for (let round = 0; round < 20; round++) {
    const { id, links } = await createBoard(request)
    await Promise.all(pages.map(page => openBoard(page, links.editor)))
    for (const page of pages) await expect(page.getByRole('spinbutton', { name: /^w_\d+$/ })).toHaveCount(3)
    await expectAgreement(pages)
    const program = await joinAsProgram(id, links.viewer)
    // The seed is the server's, under client id 1; no page wrote a word.
    expect([...program.doc.store.clients.keys()]).toEqual([1])
    program.leave()
  }
})
