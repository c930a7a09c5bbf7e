import { expect, request, test } from '@playwright/test'
import {
  connection,
  createBoard,
  expectAgreement,
  openInNewBrowser,
  openTwoBrowsers,
  parameter,
  type,
} from './boards'
import { ownServer } from './own-server'

test('what said Saved survives a kill of the server, and the browsers come back by themselves', async ({
  browser,
}) => {
  const server = await ownServer()
  await server.start()
  try {
    const api = await request.newContext({ baseURL: server.url })
    const { links } = await createBoard(api)
    const [ada, bob] = await openTwoBrowsers(browser, links.editor)
    await type(ada, 'w_1', '0.111')
    await expect(connection(ada)).toHaveText('Saved')

    await server.crash()
    await expect(connection(ada)).toHaveText('Offline: edits are kept in this browser')
    await type(ada, 'w_2', '0.222')
    await expect(connection(ada)).toHaveText('Offline: 1 edit is kept in this browser')
    await bob.context().close()

    await server.start()
    await expect(connection(ada)).toHaveText('Saved')
    const reader = await openInNewBrowser(browser, links.viewer)
    await expect(parameter(reader, 'w_1')).toHaveAttribute('data-value', '0.111')
    await expect(parameter(reader, 'w_2')).toHaveAttribute('data-value', '0.222')
    await expectAgreement([ada, reader])
  } finally {
    await server.dispose()
  }
})
