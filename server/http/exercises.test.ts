import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Role, readExerciseHint, readExerciseMark, readExercises } from '@/lib/protocol'
import { readLimits } from '../config'
import { type TestBoard, TestServer } from '../testing/test-server'

let server: TestServer
let board: TestBoard

beforeAll(async () => {
  const limits = readLimits({ NODE_ENV: 'test', LIMIT_ATTEMPTS_PER_MINUTE: '1000' })
  server = await TestServer.start({ limits })
  board = await server.createBoard()
})
afterAll(() => server.stop())

const headers = (secret: string) => ({ Authorization: `Bearer ${secret}` })
const path = (rest: string) => `/api/boards/${board.id}/exercises${rest}`

async function get(rest: string, role: Role = 'viewer') {
  const response = await fetch(server.origin + path(rest), { headers: headers(board.secrets[role]) })
  return { status: response.status, body: await response.json() }
}
async function attempt(exercise: string, body: unknown, role: Role = 'viewer') {
  const response = await server.post(path(`/${exercise}/attempts`), body, headers(board.secrets[role]))
  return { status: response.status, body: await response.json() }
}

it('lists the exercises as the page reads them, for every link', async () => {
  const { status, body } = await get('')
  expect(status).toBe(200)
  const exercises = readExercises(body)
  expect(exercises).toHaveLength(14)
  expect(exercises).toEqual(body.exercises)
})

it('marks what is chosen and what is typed', async () => {
  const right = await attempt('delta-recursion', { choice: ['d'] })
  expect(readExerciseMark(right.body)).toMatchObject({ outcome: 'right', remarks: [] })
  const wrong = await attempt('delta-recursion', { formula: '(1-f_1^2) w_1 d_2' })
  expect(wrong.status).toBe(200)
  expect(readExerciseMark(wrong.body)).toMatchObject({
    outcome: 'wrong',
    remarks: [
      { mistake: 'the weight of the layer beside', counterexample: expect.stringContaining('yours') },
    ],
  })
})

it('gives hints one at a time', async () => {
  const [first, second, none] = [1, 2, 9].map(number => get(`/update/hints/${number}`))
  expect(readExerciseHint((await first)?.body)).toMatch(/gradient/)
  expect(readExerciseHint((await second)?.body)).not.toBe(readExerciseHint((await first)?.body))
  expect((await none)?.status).toBe(404)
  expect((await get('/update/hints/1e0')).status).toBe(404)
})

describe('what is no answer', () => {
  it.each([
    ['nothing', {}],
    ['both', { choice: ['a'], formula: 'x' }],
    ['a list of numbers', { choice: [1] }],
    ['an option that there is not', { choice: ['__proto__'] }],
    ['a text', 'a'],
    ['null', null],
  ])('is refused with 400: %s', async (_what, body) => {
    expect((await attempt('update', body)).status).toBe(400)
  })

  it('is 404 for an exercise that there is not', async () => {
    expect((await attempt('__proto__', { choice: ['a'] })).status).toBe(404)
  })
})

it('takes no answer without a link of the board', async () => {
  const asked = [path(''), path('/update/hints/1')].map(each => fetch(server.origin + each))
  for (const response of await Promise.all(asked)) expect(response.status).toBe(401)
  const answered = await server.post(path('/update/attempts'), { choice: ['a'] }, headers('nonsense'))
  expect(answered.status).toBe(401)
})

it('marks so many answers of an address in a minute, and says when it may go on', async () => {
  const limits = readLimits({ NODE_ENV: 'test', LIMIT_ATTEMPTS_PER_MINUTE: '2' })
  const slow = await TestServer.start({ limits })
  const { id, secrets } = await slow.createBoard()
  const answers = await Promise.all(
    [1, 2, 3].map(() =>
      slow.post(`/api/boards/${id}/exercises/order/attempts`, { choice: ['c'] }, headers(secrets.editor)),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429])
  expect(answers.find(({ status }) => status === 429)?.headers.get('Retry-After')).toBe('60')
  await slow.stop()
})
