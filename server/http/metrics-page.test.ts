import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RawClient } from '../testing/raw-client'
import { secretsOf, TestServer } from '../testing/test-server'

/** Asks for the metrics with any headers, Host included, which fetch does not let one choose. */
function ask(
  server: TestServer,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${server.origin}/metrics`, { headers }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', data => {
        text += data
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    asked.on('error', reject).end()
  })
}

describe('the metrics without a token', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await TestServer.start()
  })
  afterAll(() => server.stop())

  it('tell a program on this machine what happens, and name no board, secret or token', async () => {
    const board = await server.createBoard()
    const token = 'a-participants-token'
    const editor = new RawClient(`${server.syncUrl}/${board.id}`, [board.secrets.editor, token])
    await editor.sync()
    editor.edit(doc => doc.getMap('model').set('x', 3))
    await editor.hear('saved')
    const lost = new RawClient(`${server.syncUrl}/${board.id}`, ['B'.repeat(43)])
    await lost.closed
    const { status, text } = await ask(server)
    expect(status).toBe(200)
    for (const line of [
      'chainboard_rooms 1',
      'chainboard_participants{role="editor"} 1',
      'chainboard_updates_total 1',
      'chainboard_commit_seconds_count 1',
      'chainboard_refusals_total{reason="4401"} 1',
      'chainboard_http_requests_total{route="api",status="201"} 1',
    ]) {
      expect(text).toContain(`\n${line}\n`)
    }
    for (const secret of [board.id, token, ...secretsOf(board)]) expect(text).not.toContain(secret)
    await editor.close()
  })

  it.each([
    ['a proxy asks that names the client', { 'X-Forwarded-For': '127.0.0.1' }],
    ['a proxy asks in the newer spelling', { Forwarded: 'for=127.0.0.1' }],
    ['somebody asks who knows the server by its public name', { Host: 'board.example' }],
  ])('are kept back when %s', async (_when, headers) => {
    const { status, text } = await ask(server, headers)
    expect(status).toBe(403)
    expect(text).not.toContain('chainboard_')
  })
})

describe('the metrics behind a trusted proxy', () => {
  it('are for those whom the proxy saw on this machine', async () => {
    const server = await TestServer.start({ trustProxy: true })
    const seen = async (address: string) => (await ask(server, { 'X-Forwarded-For': address })).status
    expect(await seen('203.0.113.7')).toBe(403)
    expect(await seen('127.0.0.1, 203.0.113.7')).toBe(403)
    expect(await seen('127.0.0.1')).toBe(200)
    expect((await ask(server)).status).toBe(200)
    await server.stop()
  })
})

describe('the metrics with a token', () => {
  it('are for whoever shows it, from anywhere, and for nobody else', async () => {
    const server = await TestServer.start({ metricsToken: 'a-token-for-metrics' })
    const show = (authorization: string) =>
      ask(server, { Host: 'board.example', Authorization: authorization })
    expect((await show('Bearer a-token-for-metrics')).status).toBe(200)
    expect((await show('Bearer another-token-here')).status).toBe(401)
    expect((await show('Basic a-token-for-metrics')).status).toBe(401)
    expect((await ask(server)).status).toBe(401)
    await server.stop()
  })
})
