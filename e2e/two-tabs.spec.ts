import { expect, type Page, test } from '@playwright/test'
import { connection, createBoard, openBoard, openInNewBrowser, parameter, type } from './boards'
import { joinAsProgram } from './stock-client'

async function openBeside(page: Page, link: string): Promise<Page> {
  const tab = await page.context().newPage()
  await openBoard(tab, link)
  return tab
}

const peopleOn = (page: Page) => page.getByRole('list', { name: /on this board$/ })

test('two tabs of one browser are one person with two presences, and closing one loses nothing (D23)', async ({
  browser,
  request,
}) => {
  const { id, links } = await createBoard(request)
  const program = await joinAsProgram(id, links.viewer)
  const first = await openInNewBrowser(browser, links.editor)
  const second = await openBeside(first, links.editor)
  const presences = () => {
    const others = [...program.awareness.getStates()].filter(([client]) => client !== program.doc.clientID)
    return { tabs: others.length, people: new Set(others.map(([, { user }]) => user?.id)).size }
  }
  await expect.poll(presences).toEqual({ tabs: 2, people: 1 })
  await expect(peopleOn(first).getByRole('listitem')).toHaveCount(1)

  await type(first, 'w_1', '0.4')
  await expect(parameter(second, 'w_1')).toHaveAttribute('data-value', '0.4')
  await type(second, 'w_2', '0.6')
  await second.close()
  await expect.poll(presences).toEqual({ tabs: 1, people: 1 })
  await type(first, 'w_3', '0.8')
  await expect(connection(first)).toHaveText('Saved')
  await expect.poll(() => program.doc.getMap('model').toJSON().params).toBeDefined()
  for (const [name, value] of [
    ['w_1', '0.4'],
    ['w_2', '0.6'],
    ['w_3', '0.8'],
  ] as const) {
    await expect(parameter(first, name)).toHaveAttribute('data-value', value)
  }
  program.leave()
})

test('edits that two tabs made offline are both there, whichever comes back first (D23)', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const first = await openInNewBrowser(browser, links.editor)
  const second = await openBeside(first, links.editor)
  const context = first.context()
  await context.setOffline(true)
  await type(first, 'w_1', '0.4')
  await type(second, 'w_2', '0.6')
  for (const tab of [first, second]) {
    await expect(connection(tab)).toHaveText('Offline: 1 edit is kept in this browser')
    await tab.close()
  }
  await context.setOffline(false)
  const again = await context.newPage()
  await openBoard(again, links.editor)
  await expect(connection(again)).toHaveText('Saved')
  const reader = await openInNewBrowser(browser, links.viewer)
  await expect(parameter(reader, 'w_1')).toHaveAttribute('data-value', '0.4')
  await expect(parameter(reader, 'w_2')).toHaveAttribute('data-value', '0.6')
})

test('what an editor’s tab has not sent stays out of a viewer’s tab in the same browser', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const editor = await openInNewBrowser(browser, links.editor)
  const context = editor.context()
  const before = await parameter(editor, 'w_1').getAttribute('data-value')
  await context.setOffline(true)
  await type(editor, 'w_1', '0.4')
  await expect(connection(editor)).toHaveText('Offline: 1 edit is kept in this browser')
  await editor.close()
  await context.setOffline(false)

  const viewer = await context.newPage()
  await openBoard(viewer, links.viewer)
  await expect(connection(viewer)).toHaveText('Live')
  await expect(parameter(viewer, 'w_1')).toHaveAttribute('data-value', before ?? '')
  await expect(viewer.getByText(/were not taken/)).toHaveCount(0)

  const again = await context.newPage()
  await openBoard(again, links.editor)
  await expect(connection(again)).toHaveText('Saved')
  for (const page of [again, viewer])
    await expect(parameter(page, 'w_1')).toHaveAttribute('data-value', '0.4')
})
