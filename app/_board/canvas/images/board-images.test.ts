import { describe, expect, it } from 'vitest'
import type { Answer } from '../../browser/api'
import { BoardImages, type ImageSource } from './board-images'

const refused = (status: number | null, message: string): Answer<Blob> => ({ ok: false, status, message })
const arrived = (): Answer<Blob> => ({ ok: true, value: new Blob(['image']) })

/** A source that gives these answers in turn, and lets the test say when its time has come. */
function source(answers: Answer<Blob>[], decodes = true) {
  const asked: string[] = []
  const hidden: string[] = []
  const due: (() => void)[] = []
  let urls = 0
  const fake: ImageSource = {
    load: hash => {
      asked.push(hash)
      return Promise.resolve(answers.shift() ?? arrived())
    },
    send: () => Promise.resolve({ ok: true, value: { hash: 'a', type: 'image/png' } }),
    show: () => Promise.resolve(decodes ? `blob:${++urls}` : null),
    hide: url => hidden.push(url),
    after: (_, callback) => {
      due.push(callback)
      return () => due.splice(due.indexOf(callback), 1)
    },
  }
  return { images: new BoardImages(fake), asked, hidden, due }
}

const changeOf = (images: BoardImages) =>
  new Promise<string>(resolve => {
    const stop = images.subscribe(hash => {
      stop()
      resolve(hash)
    })
  })

describe('the images of a board', () => {
  it('are each fetched once, however often they are looked at', async () => {
    const { images, asked } = source([])
    expect(images.look('a')).toEqual({ state: 'loading' })
    images.look('a')
    expect(await changeOf(images)).toBe('a')
    expect(images.look('a')).toEqual({ state: 'shown', url: 'blob:1' })
    expect(asked).toEqual(['a'])
  })

  it('that the server does not have say so, and are not asked for again', async () => {
    const { images, due } = source([refused(404, 'There is no such image on this board.')])
    images.look('a')
    await changeOf(images)
    expect(images.look('a')).toEqual({ state: 'failed', words: 'There is no such image on this board.' })
    expect(due).toEqual([])
  })

  it('come later when the server does not answer at first', async () => {
    const { images, due, asked } = source([refused(null, 'No answer.'), refused(503, 'Busy.')])
    images.look('a')
    await changeOf(images)
    expect(images.look('a')).toEqual({ state: 'failed', words: 'No answer.' })
    due.shift()?.()
    await changeOf(images)
    due.shift()?.()
    await changeOf(images)
    expect(images.look('a')).toEqual({ state: 'shown', url: 'blob:1' })
    expect(asked).toEqual(['a', 'a', 'a'])
  })

  it('that are damaged say so', async () => {
    const { images } = source([], false)
    images.look('a')
    await changeOf(images)
    expect(images.look('a')).toEqual({ state: 'failed', words: 'This image is damaged and cannot be shown.' })
  })

  it('that this page has sent are shown without being fetched', async () => {
    const { images, asked } = source([])
    await images.send(new Blob())
    expect(images.look('a')).toEqual({ state: 'shown', url: 'blob:1' })
    expect(asked).toEqual([])
  })

  it('give back what they hold when the page closes, also what arrives after', async () => {
    const { images, hidden, due } = source([arrived(), refused(null, 'No answer.')])
    images.look('a')
    await changeOf(images)
    images.look('b')
    await changeOf(images)
    images.close()
    expect(hidden).toEqual(['blob:1'])
    expect(due).toEqual([])
  })
})
