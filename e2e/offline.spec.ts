import { expect, test } from '@playwright/test'
import {
  connection,
  createBoard,
  expectAgreement,
  openInNewBrowser,
  openTwoBrowsers,
  parameter,
  type,
} from './boards'

test('edits made while the network is cut are kept, said so, and merged on return', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const [ada, bob] = await openTwoBrowsers(browser, links.editor)
  await ada.context().setOffline(true)
  await expect(connection(ada)).toHaveText('Offline: edits are kept in this browser')
  await type(ada, 'w_1', '0.4')
  await expect(connection(ada)).toHaveText('Offline: 1 edit is kept in this browser')
  await type(bob, 'w_2', '0.6')
  await expect(connection(bob)).toHaveText('Saved')
  await expect(parameter(ada, 'w_2')).not.toHaveAttribute('data-value', '0.6')

  await ada.context().setOffline(false)
  for (const page of [ada, bob]) {
    await expect(parameter(page, 'w_1')).toHaveAttribute('data-value', '0.4')
    await expect(parameter(page, 'w_2')).toHaveAttribute('data-value', '0.6')
    await expect(connection(page)).toHaveText('Saved')
  }
  await expectAgreement([ada, bob])
})

test('an edit made offline outlives the page: it is merged when the board is opened again', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const ada = await openInNewBrowser(browser, links.editor)
  await ada.context().setOffline(true)
  await type(ada, 'w_1', '0.123')
  await expect(connection(ada)).toHaveText('Offline: 1 edit is kept in this browser')
  const context = ada.context()
  await ada.close()
  await context.setOffline(false)

  const again = await context.newPage()
  await again.goto(links.editor)
  await expect(connection(again)).toHaveText('Saved')
  const bob = await openInNewBrowser(browser, links.viewer)
  await expect(parameter(bob, 'w_1')).toHaveAttribute('data-value', '0.123')
})
