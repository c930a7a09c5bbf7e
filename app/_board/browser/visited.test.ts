import { beforeEach, describe, expect, test, vi } from 'vitest'
import { memoryStorage } from './memory-storage.testing'
import { forgetBoard, MOST_VISITED, rememberBoard, visitedBoards } from './visited'

const KEY = 'chainboard.visited'
const idOf = (n: number) => String(n).padStart(22, '0')
const secretOf = (letter: string) => letter.repeat(43)
const board = { id: idOf(1), secret: secretOf('a'), role: 'owner', title: 'Tuesday group' } as const

beforeEach(() => {
  vi.stubGlobal('localStorage', memoryStorage())
  vi.useFakeTimers({ now: 1_000 })
  return () => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  }
})

describe('the boards visited in this browser', () => {
  test('are none at first', () => {
    expect(visitedBoards()).toEqual([])
  })

  test('come back as they were remembered, the latest first', () => {
    rememberBoard(board)
    vi.setSystemTime(2_000)
    rememberBoard({ ...board, id: idOf(2), title: 'Another' })
    expect(visitedBoards()).toEqual([
      { ...board, id: idOf(2), title: 'Another', when: 2_000 },
      { ...board, when: 1_000 },
    ])
  })

  test('a second visit moves a board to the front with its new title and secret', () => {
    rememberBoard(board)
    rememberBoard({ ...board, id: idOf(2) })
    vi.setSystemTime(3_000)
    rememberBoard({ ...board, title: 'Renamed', secret: secretOf('b') })
    expect(visitedBoards().map(({ id, title }) => [id, title])).toEqual([
      [idOf(1), 'Renamed'],
      [idOf(2), 'Tuesday group'],
    ])
    expect(visitedBoards()[0]?.secret).toBe(secretOf('b'))
  })

  test('a look through the viewer link does not push out the owner link', () => {
    rememberBoard(board)
    rememberBoard({ ...board, role: 'viewer', secret: secretOf('v') })
    expect(
      visitedBoards()
        .map(({ role }) => role)
        .sort(),
    ).toEqual(['owner', 'viewer'])
  })

  test('a forgotten board is off the list', () => {
    rememberBoard(board)
    rememberBoard({ ...board, id: idOf(2) })
    forgetBoard(board)
    expect(visitedBoards().map(({ id }) => id)).toEqual([idOf(2)])
  })

  test('are at most 50: the oldest visit gives way', () => {
    for (let n = 0; n <= MOST_VISITED; n++) {
      vi.setSystemTime(n)
      rememberBoard({ ...board, id: idOf(n) })
    }
    const ids = visitedBoards().map(({ id }) => id)
    expect(ids).toHaveLength(MOST_VISITED)
    expect(ids).not.toContain(idOf(0))
  })
})

describe('what lies in storage is not trusted', () => {
  test.each(['', 'not json', '{}', 'null', '"text"', '42', '[null, 3, "x", []]'])(
    '%s reads as no boards',
    text => {
      localStorage.setItem(KEY, text)
      expect(visitedBoards()).toEqual([])
    },
  )

  test.each([
    ['an id that is a path', { id: '../../../../etc/passwd' }],
    ['a secret with markup', { secret: '<img src=x onerror=alert(1)>' }],
    ['an unknown role', { role: 'root' }],
    ['a title that is no text', { title: { toString: 'x' } }],
    ['a time that is no number', { when: 'yesterday' }],
  ])('an entry with %s is left out, and the others stay', (_, broken) => {
    const good = { ...board, when: 5 }
    localStorage.setItem(KEY, JSON.stringify([{ ...good, ...broken }, good]))
    expect(visitedBoards()).toEqual([good])
  })

  test('a storage that refuses everything means no boards, and no error', () => {
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new Error('SecurityError')
      },
      setItem: () => {
        throw new Error('QuotaExceededError')
      },
    })
    rememberBoard(board)
    forgetBoard(board)
    expect(visitedBoards()).toEqual([])
  })
})
