import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { readJsonBody } from './answer'

it('takes a body that ends early for the client’s error, not for one of its own', async () => {
  const request = new IncomingMessage(new Socket())
  request.headers['content-type'] = 'application/json'
  request.push('{"title": ')
  const body = readJsonBody(request, 1_000)
  request.destroy(new Error('aborted'))
  await expect(body).rejects.toMatchObject({ status: 400, code: 'cut_off' })
})
