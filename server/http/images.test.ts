import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '@/lib/protocol'
import { readLimits } from '../config'
import { type TestBoard, TestServer } from '../testing/test-server'

let server: TestServer
let board: TestBoard

beforeAll(async () => {
  const limits = readLimits({
    NODE_ENV: 'test',
    LIMIT_BOARDS_PER_HOUR: '1000',
    LIMIT_IMAGE_BYTES: '10000',
    LIMIT_BOARD_IMAGE_BYTES: '15000',
  })
  server = await TestServer.start({ limits })
  board = await server.createBoard()
})
afterAll(() => server.stop())

/** The first bytes of a PNG that says how large it is, and then whatever makes it so many bytes long. */
function png(width: number, height: number, bytes = 100, mark = 0): Uint8Array {
  const image = Buffer.alloc(bytes, mark)
  image.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
  image.write('IHDR', 12, 'latin1')
  image.writeUInt32BE(width, 16)
  image.writeUInt32BE(height, 20)
  return image
}

const gif = Buffer.from('GIF89a\x03\x00\x02\x00\x00\x00\x00;', 'latin1')
const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` })
const add = (body: Uint8Array | string, role: Role = 'annotator', to = board, headers = {}) =>
  fetch(`${server.origin}/api/boards/${to.id}/images`, {
    method: 'POST',
    headers: { ...bearer(to.secrets[role]), ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
const show = (hash: string, role: Role = 'viewer', from = board) =>
  fetch(`${server.origin}/api/boards/${from.id}/images/${hash}`, { headers: bearer(from.secrets[role]) })
const errorOf = async (response: Response) => [response.status, (await response.json()).error?.code]

describe('an image', () => {
  it('is named by what it is, and shown to whoever may see the board, as what it is', async () => {
    const image = png(3, 2)
    const response = await add(image, 'annotator', board, { 'Content-Type': 'text/html' })
    const hash = createHash('sha256').update(image).digest('hex')
    expect([response.status, await response.json()]).toEqual([
      201,
      { hash, type: 'image/png', width: 3, height: 2 },
    ])
    const shown = await show(hash)
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(new Uint8Array(image))
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
    expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('is stored once, however often it comes', async () => {
    const other = await server.createBoard()
    const large = png(5, 5, 9_000)
    for (let i = 0; i < 3; i++) expect((await add(large, 'editor', other)).status).toBe(201)
    expect((await add(png(5, 5, 5_000), 'editor', other)).status).toBe(201)
  })

  it('goes with its board', async () => {
    const other = await server.createBoard()
    const { hash } = await (await add(gif, 'owner', other)).json()
    const response = await fetch(`${server.origin}/api/boards/${other.id}`, {
      method: 'DELETE',
      headers: bearer(other.secrets.owner),
    })
    expect(response.status).toBe(200)
    expect(await server.stored.findImage(other.id, hash)).toBeNull()
  })
})

describe('no image is taken', () => {
  it('from a viewer, a stranger, or a page of another site (A2, H1)', async () => {
    expect(await errorOf(await add(gif, 'viewer'))).toEqual([403, 'read_only'])
    const stranger = { Authorization: `Bearer ${'x'.repeat(43)}` }
    expect(await errorOf(await add(gif, 'editor', board, stranger))).toEqual([401, 'wrong_secret'])
    const foreign = { Origin: 'https://evil.test' }
    expect(await errorOf(await add(gif, 'editor', board, foreign))).toEqual([403, 'foreign_origin'])
  })

  it.each([
    ['a drawing that can hold a program', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['nothing', ''],
    ['a PNG without a size', Buffer.from(png(1, 1).subarray(0, 12))],
    ['a PNG of no pixels', png(0, 5)],
    ['a BMP', Buffer.from('BM'.padEnd(60, '\0'), 'latin1')],
  ])('that is %s (K7)', async (_what, bytes) => {
    expect(await errorOf(await add(bytes))).toEqual([415, 'no_image'])
  })

  it('of more pixels than a page can hold, or more bytes (K8, H5)', async () => {
    expect(await errorOf(await add(png(50_000, 50_000)))).toEqual([413, 'too_many_pixels'])
    expect(await errorOf(await add(png(10, 10, 10_001)))).toEqual([413, 'too_large'])
  })

  it('that the board has no room for, and others stay (H7)', async () => {
    const full = await server.createBoard()
    const { hash } = await (await add(png(9, 9, 9_000, 1), 'editor', full)).json()
    expect(await errorOf(await add(png(9, 9, 9_000, 2), 'editor', full))).toEqual([413, 'board_full'])
    expect((await show(hash, 'viewer', full)).status).toBe(200)
  })
})

it('an image is shown to nobody who may not see the board, and only on its own', async () => {
  const other = await server.createBoard()
  const { hash } = await (await add(png(7, 7))).json()
  const stranger = await fetch(`${server.origin}/api/boards/${board.id}/images/${hash}`)
  expect(await errorOf(stranger)).toEqual([401, 'wrong_secret'])
  expect(await errorOf(await show(hash, 'owner', other))).toEqual([404, 'no_such_image'])
  for (const odd of ['..%2f..%2fboard', hash.toUpperCase(), '__proto__'])
    expect(await errorOf(await show(odd))).toEqual([404, 'no_such_image'])
})
