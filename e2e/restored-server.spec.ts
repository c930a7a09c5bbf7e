import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { type Browser, expect, type Page, request, test } from '@playwright/test'
import { expectNoFindings } from './accessible'
import { connection, createBoard, expectAgreement, openInNewBrowser, parameter, type } from './boards'
import { type OwnServer, ownServer } from './own-server'

// The boards are backed up, and restored under a stopped server.
test.slow()

let server: OwnServer

test.beforeEach(async () => {
  server = await ownServer()
  await server.start()
})

test.afterEach(async () => {
  await server.dispose()
  await rm(backupFile(), { force: true })
})

const backupFile = () => `${server.dataDir}-backup.db`

/** What `npm run backup` and `npm run restore` do, on the data of this test. */
async function run(command: 'backup' | 'restore'): Promise<void> {
  const program = ['node_modules/tsx/dist/cli.mjs', `server/commands/${command}.ts`]
  await promisify(execFile)(process.execPath, [...program, backupFile()], {
    env: { ...process.env, DATA_DIR: server.dataDir },
  })
}

async function restore(): Promise<void> {
  await server.stop()
  await run('restore')
  await server.start()
}

/** A board with 0.5 in its backup and 0.75 in the browsers, when the backup comes back. */
async function comeBackWithABackup(
  browser: Browser,
  roles: readonly ('editor' | 'viewer')[],
): Promise<Page[]> {
  const api = await request.newContext({ baseURL: server.url })
  const { links } = await createBoard(api)
  const pages = await Promise.all(roles.map(role => openInNewBrowser(browser, links[role])))
  const [editor] = pages
  if (editor === undefined) throw new Error('somebody has to edit')
  await type(editor, 'w_1', '0.5')
  await expect(connection(editor)).toHaveText('Saved')
  await run('backup')
  await type(editor, 'w_1', '0.75')
  for (const page of pages) await expect(parameter(page, 'w_1')).toHaveAttribute('data-value', '0.75')
  await expect(connection(editor)).toHaveText('Saved')
  await restore()
  return pages
}

const question = (page: Page) => page.getByRole('dialog', { name: 'The server’s data was replaced' })

test('a restored backup is recognised, and one goes on with it, with one’s own copy kept (D17)', async ({
  browser,
}) => {
  const [ada, reader] = await comeBackWithABackup(browser, ['editor', 'viewer'])
  await question(ada).getByRole('button', { name: 'Go on with the server’s board' }).click()
  await expect(connection(ada)).toHaveText('Saved')
  for (const page of [ada, reader]) await expect(parameter(page, 'w_1')).toHaveAttribute('data-value', '0.5')
  await expect(question(reader)).toHaveCount(0)
  await expect(reader.getByText(/The server’s data was replaced/)).toBeVisible()
  await ada.getByRole('button', { name: 'Kept copies…' }).click()
  await expect(ada.getByRole('listitem', { name: /^Untitled board, / })).toBeVisible()
  await ada.keyboard.press('Escape')

  await type(ada, 'w_2', '0.125')
  await expect(parameter(reader, 'w_2')).toHaveAttribute('data-value', '0.125')
  await ada.reload()
  await expect(connection(ada)).toHaveText('Saved')
  await expect(question(ada)).toHaveCount(0)
})

test('work newer than a restored backup is put back, and merged with what came since (D17)', async ({
  browser,
}) => {
  const [ada, bob] = await comeBackWithABackup(browser, ['editor', 'editor'])
  await question(bob).getByRole('button', { name: 'Go on with the server’s board' }).click()
  await type(bob, 'w_3', '0.0625')
  await expect(connection(bob)).toHaveText('Saved')
  await question(ada).getByRole('button', { name: 'Put my work back' }).click()
  for (const page of [ada, bob]) {
    await expect(parameter(page, 'w_1')).toHaveAttribute('data-value', '0.75')
    await expect(parameter(page, 'w_3')).toHaveAttribute('data-value', '0.0625')
    await expect(connection(page)).toHaveText('Saved')
  }
  await expectAgreement([ada, bob])
  await type(ada, 'w_2', '0.25')
  await expect(parameter(bob, 'w_2')).toHaveAttribute('data-value', '0.25')
  await expect(connection(ada)).toHaveText('Saved')
})

test('a page that has nothing more than the restored backup goes on without a word (D17)', async ({
  browser,
}) => {
  const api = await request.newContext({ baseURL: server.url })
  const { links } = await createBoard(api)
  const ada = await openInNewBrowser(browser, links.editor)
  await type(ada, 'w_1', '0.5')
  await expect(connection(ada)).toHaveText('Saved')
  await run('backup')
  await restore()
  await expect(connection(ada)).toHaveText('Saved')
  await expect(parameter(ada, 'w_1')).toHaveAttribute('data-value', '0.5')
  await expect(ada.getByText(/was replaced/)).toHaveCount(0)
})

test('axe finds nothing on the question after a restore', async ({ browser }) => {
  const [ada] = await comeBackWithABackup(browser, ['editor'])
  await ada.emulateMedia({ reducedMotion: 'reduce' })
  await expect(question(ada)).toBeVisible()
  await expectNoFindings(ada)
})
