import { expect, test } from '@playwright/test'
import { encodeNotice, type StorageState } from '@/lib/protocol'
import { connection, createBoard, openBoard, type } from './boards'

test('while the server’s storage is full the page says so, and by itself when it is not (D4)', async ({
  page,
  request,
}) => {
  const { links } = await createBoard(request)
  let isFull = false
  let tell = (_state: StorageState) => {}
  const late: (string | Buffer)[] = []
  let letThrough = () => {}
  await page.routeWebSocket(/\/sync\//, socket => {
    const server = socket.connectToServer()
    // A server that cannot commit acknowledges nothing.
    server.onMessage(message => (isFull ? late.push(message) : socket.send(message)))
    letThrough = () => late.splice(0).forEach(message => void socket.send(message))
    tell = state => socket.send(Buffer.from(encodeNotice({ kind: 'storage', state })))
  })
  await openBoard(page, links.editor)
  isFull = true
  tell('full')
  await type(page, 'w_1', '0.4')
  await expect(connection(page)).toHaveText('Not saved')
  await expect(
    page.getByText(
      'Not saved – the server’s storage is full. Keep this page open; your work is kept in this browser.',
    ),
  ).toBeVisible()
  isFull = false
  letThrough()
  tell('ok')
  await expect(connection(page)).toHaveText('Saved')
  await expect(page.getByText(/storage is full/)).toHaveCount(0)
})
