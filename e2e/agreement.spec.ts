import { expect, test } from '@playwright/test'
import { agreementDigest, openBoard as openDocument } from '@/lib/board'
import { badge, createBoard, openTwoBrowsers, type } from './boards'
import { joinAsProgram } from './stock-client'

test('the badge names the participant whose results differ, and only that one', async ({
  browser,
  request,
}) => {
  const { id, links } = await createBoard(request)
  const [ada, bob] = await openTwoBrowsers(browser, links.editor)
  const program = await joinAsProgram(id, links.editor)
  const board = openDocument(program.doc)
  const publish = (results?: string) => {
    const digest = agreementDigest(board.model())
    if (!digest) throw new Error('a run without steps is computed at once')
    program.awareness.setLocalState({
      user: { id: 'program', name: 'Odd Engine', color: 3 },
      cursor: null,
      editing: null,
      digest: { ...digest, results: results ?? digest.results },
    })
  }

  publish()
  for (const page of [ada, bob]) await expect(badge(page)).toHaveText('3 of 3 agree')
  publish('0123456789abcdef')
  for (const page of [ada, bob]) {
    await expect(badge(page)).toHaveText('2 of 3 agree')
    await expect(page.getByText('· not Odd Engine')).toBeVisible()
  }

  await type(ada, 'w_1', '0.5')
  await expect.poll(() => board.model().layers[0]?.w).toBe(0.5)
  publish()
  for (const page of [ada, bob]) await expect(badge(page)).toHaveText('3 of 3 agree')
  program.leave()
})
