import { expect, type Page, test } from '@playwright/test'
import * as Y from 'yjs'
import { encodeInk } from '@/lib/canvas'
import { connection, createBoard, openBoard } from './boards'
import { allElements, expectCanvas, expectCount, selectedElements } from './canvas-board'
import { exported } from './exported'
import { joinAsProgram } from './stock-client'

const points = encodeInk({ points: Float64Array.from([0, 0, 20, 8, 40, 0]), pressures: null })

/** What is to be shown, with values in it that read as their defaults, and anchors that lead in a circle or nowhere. */
const goodOne = (i: number): object => {
  const place = { x: (i % 10) * 90, y: 450 + Math.floor(i / 10) * 60, order: `a${i}` }
  const toTheNext = { to: 'annotation', id: `good-${(i + 10) % 100}`, dx: 0, dy: 0 }
  const toNothing = { to: 'quantity', quantity: 'delta/none', dx: 0, dy: 0 }
  return [
    { kind: 'pen', ...place, points, color: 7, scale: Number.NaN },
    { kind: 'highlighter', ...place, points, size: 'huge' },
    { kind: 'text', ...place, text: new Y.Text('so it goes'), anchor: toTheNext },
    { kind: 'note', ...place, text: new Y.Text('why?'), width: 'wide', anchor: { to: '__proto__' } },
    { kind: 'math', ...place, text: new Y.Text('\\delta_2'), anchor: toTheNext, locked: 'maybe' },
    { kind: 'arrow', ...place, end: { x: 40, y: 10 }, from: toTheNext, to: toNothing },
    { kind: 'line', ...place, end: { x: 40, y: 10 }, bend: 1e9, heads: 7 },
    { kind: 'rectangle', ...place, width: 40, height: 20, color: 'no color', rotation: 'much' },
    { kind: 'ellipse', ...place, width: 40, height: 20, fill: { none: true }, groups: '__proto__' },
    { kind: 'frame', ...place, width: 60, height: 40, title: 42, ['__proto__']: { kind: 'rectangle' } },
  ][i % 10] as object
}

/** What cannot be shown, each by its kind of damage. */
const brokenOne = (i: number): unknown => {
  const place = { x: (i % 10) * 90, y: 1_100 + Math.floor(i / 10) * 60, order: `a${i}` }
  return [
    42,
    new Y.Text('no element'),
    new Y.Array<unknown>(),
    { kind: 'hologram', ...place },
    { kind: '__proto__', ...place },
    { ...place },
    { kind: 'rectangle', ...place, x: Number.NaN, width: 10, height: 10 },
    { kind: 'ellipse', ...place, width: -5, height: 'tall' },
    { kind: 'arrow', ...place, end: { x: Number.POSITIVE_INFINITY, y: 0 } },
    { kind: 'text', ...place, text: 'not a text that several can write' },
    { kind: 'pen', ...place, points: [1, 2, 3] },
    { ink: [Number.NaN, '1', {}, null, new Uint8Array()] },
    { kind: 'image', ...place, width: 9, height: 9, hash: 'https://evil.test/', type: 'text/html' },
  ][i % 13]
}

/** An image that was never sent. */
const missingImage = {
  kind: 'image',
  ...{ x: 0, y: 1_050, width: 200, height: 40, order: 'a0' },
  ...{ hash: 'ab'.repeat(32), type: 'image/png' },
}

const asShared = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !(value instanceof Y.AbstractType)
    ? new Y.Map(Object.entries(value))
    : value

/** Everything that stands under an id, in an order of its own. */
function dumpOf(doc: Y.Doc): string[] {
  const plain = (value: unknown): unknown =>
    value instanceof Y.Map ? [...value].map(([key, inner]) => [key, plain(inner)]).sort() : value
  return [...doc.getMap('annotations')]
    .map(([id, value]) =>
      JSON.stringify([id, plain(value)], (_, each) =>
        each instanceof Y.AbstractType ? each.toJSON() : each,
      ),
    )
    .sort()
}

/** Moves everything, and takes it back. */
async function moveAndUndo(page: Page): Promise<void> {
  const before = await allElements(page)
  await page.keyboard.press('Shift+ArrowRight')
  const after = await selectedElements(page)
  expect(after.map(({ x }) => x)).not.toEqual(before.map(({ x }) => x))
  await page.keyboard.press('Control+z')
  expect(await selectedElements(page)).toEqual(before)
}

test('a hundred broken annotations among a hundred good ones: the good ones are shown, copied, exported and undone, and nothing in the document is changed (D26)', async ({
  page,
  request,
}) => {
  const { id, links } = await createBoard(request)
  const program = await joinAsProgram(id, links.editor)
  const root = program.doc.getMap('annotations')
  program.doc.transact(() => {
    for (let i = 0; i < 100; i++) {
      root.set(`good-${i}`, asShared(goodOne(i)))
      root.set(['__proto__', 'constructor'][i] ?? `broken-${i}`, asShared(brokenOne(i)))
    }
    root.set('image', asShared(missingImage))
  })
  const bytes = () => Buffer.from(Y.encodeStateAsUpdate(program.doc)).toString('base64')
  const before = { bytes: bytes(), dump: dumpOf(program.doc) }
  const troubles: string[] = []
  page.on('pageerror', error => troubles.push(error.message))
  await openBoard(page, links.editor)
  await expectCanvas(page)
  await expectCount(page, 200)
  await page.keyboard.press('Shift+1')

  // Shown: each good one by what it is, and a placeholder in words for each that is not; but for one whose name is no id.
  const shown = (kind: string) => page.locator(`[data-kind="${kind}"]`)
  for (const kind of ['text', 'note', 'math', 'arrow', 'line', 'rectangle', 'ellipse', 'frame'])
    await expect(shown(kind)).toHaveCount(10)
  for (const kind of ['pen', 'highlighter'])
    await expect(page.locator(`[data-ink=${kind}]`)).toHaveAttribute('data-strokes', '10')
  await expect(page.getByText('There is no such image on this board.')).toBeAttached()
  await expect(shown('unreadable')).toHaveCount(99)
  await expect(shown('unreadable').filter({ hasText: 'hologram' }).first()).toBeVisible()
  await page.getByText(/^\d+ parts of this board cannot be shown/).click()
  await expect(page.getByText('Its name is no id; it is left out.')).toBeVisible()
  await page.getByText(/^\d+ parts of this board cannot be shown/).click()

  // Copied and exported: the good ones, whole.
  const copied = await allElements(page)
  expect(new Set(copied.map(({ kind }) => kind)).size).toBe(11)
  expect(copied).toHaveLength(101)
  await page.keyboard.press('Escape')
  const json = JSON.parse((await exported(page, 'JSON')).toString())
  expect(json.annotations.elements).toHaveLength(101)
  const svg = (await exported(page, 'SVG')).toString()
  expect(svg).not.toMatch(/NaN|undefined|Infinity|evil\.test/)
  const errors = await page.evaluate(
    source => new DOMParser().parseFromString(source, 'image/svg+xml').querySelectorAll('parsererror').length,
    svg,
  )
  expect(errors).toBe(0)

  // Whoever has looked, copied and exported has written nothing: the same bytes.
  expect(bytes()).toBe(before.bytes)
  await moveAndUndo(page)
  await expect(connection(page)).toHaveText('Saved')
  await expect.poll(() => dumpOf(program.doc)).toEqual(before.dump)
  expect(Object.hasOwn(Object.prototype, 'kind')).toBe(false)
  expect(await page.evaluate(() => 'kind' in {})).toBe(false)
  expect(troubles).toEqual([])
  program.leave()
})
