import { expect, type Page, test } from '@playwright/test'
import { addElements, type NewElement, newElementId, openBoard as openDocument } from '@/lib/board'
import { encodeInk } from '@/lib/canvas'
import { type CreatedBoard, createBoard, openInNewBrowser, parameter } from './boards'
import { exported, openMenuItem } from './exported'
import { joinAsProgram } from './stock-client'

type Unnamed = NewElement extends infer E ? (E extends unknown ? Omit<E, 'id'> : never) : never

const wave = Float64Array.from({ length: 120 }, (_, i) => (i % 2 === 0 ? i * 2 : 18 * Math.sin(i / 9)))
const points = encodeInk({ points: wave, pressures: null })

/** A derivation under the chain, with every kind of annotation that needs no server. */
const DERIVATION: readonly Unnamed[] = [
  { kind: 'frame', x: 20, y: 400, width: 1180, height: 400, title: 'Backward <pass> & "friends"' },
  { kind: 'highlighter', x: 60, y: 470, points, color: 'orange' },
  {
    kind: 'math',
    x: 60,
    y: 430,
    text: "\\delta_3 = f'(z_3) \\cdot \\frac{\\partial \\mathcal{L}}{\\partial f_3}",
  },
  {
    kind: 'math',
    x: 60,
    y: 560,
    text: '\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix} \\in \\mathbb{R}^{2 \\times 2}',
  },
  {
    kind: 'note',
    x: 520,
    y: 440,
    text: "Why is $f'(z_2)$ so small? It stands on the flat tail.",
    color: 'teal',
  },
  { kind: 'text', x: 60, y: 700, text: 'so $\\delta_1$ follows, <script>alert(1)</script>' },
  { kind: 'rectangle', x: 800, y: 440, width: 140, height: 90, fill: 'tint', color: 'violet' },
  { kind: 'ellipse', x: 980, y: 440, width: 140, height: 90, color: 'red', rotation: 0.4 },
  { kind: 'arrow', x: 800, y: 620, end: { x: 200, y: -40 }, bend: 0.3, color: 'blue' },
  { kind: 'line', x: 800, y: 720, end: { x: 200, y: 0 } },
  { kind: 'pen', x: 520, y: 700, points, color: 'green', size: 'l' },
]

async function fill({ id, links }: CreatedBoard, elements: readonly Unnamed[]): Promise<void> {
  const program = await joinAsProgram(id, links.editor)
  const board = openDocument(program.doc)
  const named = elements.map(each => ({ ...each, id: newElementId(board) }) as NewElement)
  expect(addElements(board, named)).toBeNull()
  program.leave()
}

/** Shares of a picture's pixels, as another page decodes them: how many are not paper, and how many have the colour of each pass. */
function looksOf(page: Page, type: string, bytes: Buffer) {
  return page.evaluate(
    async ([url]) => {
      const image = new Image()
      image.src = url ?? ''
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.naturalWidth
      canvas.height = image.naturalHeight
      const context = canvas.getContext('2d')
      context?.drawImage(image, 0, 0)
      const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
      const near = (i: number, [r, g, b]: readonly number[]) =>
        Math.abs((data[i] ?? 0) - (r ?? 0)) +
          Math.abs((data[i + 1] ?? 0) - (g ?? 0)) +
          Math.abs((data[i + 2] ?? 0) - (b ?? 0)) <
        24
      const counts = { dark: 0, forward: 0, backward: 0, violet: 0 }
      for (let i = 0; i < data.length; i += 4) {
        if ((data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + 2] ?? 0) < 240) counts.dark++
        if (near(i, [10, 95, 174])) counts.forward++
        if (near(i, [173, 68, 5])) counts.backward++
        if (near(i, [103, 65, 217])) counts.violet++
      }
      return { width: canvas.width, height: canvas.height, corner: [data[0], data[1], data[2]], ...counts }
    },
    [`data:${type};base64,${bytes.toString('base64')}`],
  )
}

test('SVG and PNG open elsewhere as the board looks, in light, while the page is dark', async ({
  browser,
  request,
}) => {
  const created = await createBoard(request, { title: 'Tuesday group' })
  await fill(created, DERIVATION)
  const context = await browser.newContext({ colorScheme: 'dark' })
  const page = await context.newPage()
  const violations: string[] = []
  page.on('console', message => message.type() === 'error' && violations.push(message.text()))
  await page.goto(created.links.editor)
  await expect(parameter(page, 'w_1')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')

  const svg = await exported(page, 'SVG')
  const png = await exported(page, 'PNG')
  expect(violations).toEqual([])

  const elsewhere = await (await browser.newContext()).newPage()
  const fromSvg = await looksOf(elsewhere, 'image/svg+xml', svg)
  const fromPng = await looksOf(elsewhere, 'image/png', png)
  expect(fromSvg.corner).toEqual([247, 247, 245])
  for (const part of ['dark', 'forward', 'backward', 'violet'] as const)
    expect(fromSvg[part]).toBeGreaterThan(150)
  // The PNG is twice as large, so four times as many pixels of each colour, but for those at the edges.
  expect(fromPng).toMatchObject({
    width: 2 * fromSvg.width,
    height: 2 * fromSvg.height,
    corner: fromSvg.corner,
  })
  for (const part of ['dark', 'violet'] as const) {
    expect(fromPng[part] / fromSvg[part]).toBeGreaterThan(3)
    expect(fromPng[part] / fromSvg[part]).toBeLessThan(6)
  }

  // Opened as a document of its own, nothing in it runs or fails to parse (K10).
  const text = svg.toString()
  expect(text).not.toMatch(/<script|foreignObject|\son\w+=/)
  const parsed = await elsewhere.evaluate(source => {
    const document = new DOMParser().parseFromString(source, 'image/svg+xml')
    return {
      errors: document.querySelectorAll('parsererror').length,
      paths: document.querySelectorAll('path').length,
    }
  }, text)
  expect(parsed.errors).toBe(0)
  expect(parsed.paths).toBeGreaterThan(80)
})

test('the chain stands in its picture as it stands on the board', async ({ browser, request }) => {
  const created = await createBoard(request)
  const page = await openInNewBrowser(browser, created.links.editor)
  const onBoard = await page.evaluate(() => {
    const chain = document.querySelector('[data-layer="1"]')?.parentElement
    const frame = chain?.getBoundingClientRect()
    if (!chain || !frame) throw new Error('There is no chain.')
    const zoom = frame.width / chain.offsetWidth
    return Array.from(
      document.querySelectorAll('output[aria-label], input[role=spinbutton], [role=spinbutton]'),
      node => {
        const box = node.getBoundingClientRect()
        const isIn = chain.contains(node)
        return {
          name: isIn ? (node.getAttribute('aria-label') ?? '') : '',
          x: (box.left + box.width / 2 - frame.left) / zoom,
          y: (box.top + box.height / 2 - frame.top) / zoom,
        }
      },
    ).filter(({ name }) => name !== '')
  })
  const svg = (await exported(page, 'SVG')).toString()
  const inPicture = await page.evaluate(source => {
    const holder = document.createElement('div')
    holder.innerHTML = source.slice(source.indexOf('<svg'))
    document.body.append(holder)
    const svg = holder.querySelector('svg')
    const { left, top } = svg?.getBoundingClientRect() ?? { left: 0, top: 0 }
    const [x = 0, y = 0] = svg?.getAttribute('viewBox')?.split(' ').map(Number) ?? []
    const places = Array.from(holder.querySelectorAll('[data-quantity]'), quantity => {
      const number = quantity.querySelector(':scope > text')
      const box = number?.getBoundingClientRect()
      return {
        name: quantity.getAttribute('aria-label') ?? '',
        x: box ? box.left + box.width / 2 - left + x : Number.NaN,
        y: box ? box.top + box.height / 2 - top + y : Number.NaN,
      }
    })
    holder.remove()
    return places
  }, svg)
  expect(onBoard.length).toBeGreaterThan(15)
  for (const { name, x, y } of onBoard) {
    const drawn = inPicture.find(each => each.name === name)
    expect(Math.abs((drawn?.x ?? Number.NaN) - x), `${name} across`).toBeLessThan(3)
    expect(Math.abs((drawn?.y ?? Number.NaN) - y), `${name} down`).toBeLessThan(4)
  }
})

for (const format of ['JSON', 'SVG']) {
  test(`${format} → import gives an equal board, and is one undo item`, async ({ browser, request }) => {
    const from = await createBoard(request, { title: 'Tuesday group' })
    await fill(from, DERIVATION)
    const page = await openInNewBrowser(browser, from.links.editor)
    const file = await exported(page, format)

    const to = await createBoard(request)
    const other = await openInNewBrowser(browser, to.links.editor)
    await openMenuItem(other, 'Import…')
    await other.getByLabel('Choose a file…').setInputFiles({
      name: `board.${format.toLowerCase()}`,
      mimeType: format === 'SVG' ? 'image/svg+xml' : 'application/json',
      buffer: file,
    })
    await expect(other.getByText(/11 annotations/)).toBeVisible()
    await other.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(other.getByRole('dialog')).toHaveCount(0)
    await expect(other).toHaveTitle('Tuesday group · Chainboard')

    const [before, after] = [await contents(from), await contents(to)]
    expect(after).toEqual(before)

    await other.getByRole('button', { name: /^Undo/ }).click()
    await expect.poll(async () => (await contents(to)).elements).toHaveLength(0)
    await expect(other.getByRole('button', { name: /^Undo/ })).toBeDisabled()
  })
}

/** What a program finds on a board. */
async function contents({ id, links }: CreatedBoard) {
  const program = await joinAsProgram(id, links.viewer)
  const elements = program.doc.getMap('annotations').toJSON()
  program.leave()
  return {
    elements: Object.entries(elements)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, element]) => [id, JSON.stringify(element)]),
  }
}

test('what cannot be imported is refused in words, and nothing changes', async ({ browser, request }) => {
  const created = await createBoard(request)
  const page = await openInNewBrowser(browser, created.links.editor)
  await openMenuItem(page, 'Import…')
  const text = page.getByRole('textbox', { name: 'Text of the file' })
  for (const [words, why] of [
    ['x = 1', /not JSON/],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', /no board in this SVG/],
    ['{"format":"chainboard/board","version":99}', /newer version/],
  ] as const) {
    await text.fill(words)
    await expect(page.getByText(why)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
  }
})

test('a board file that is dropped on the board opens the import', async ({ browser, request }) => {
  const created = await createBoard(request)
  const page = await openInNewBrowser(browser, created.links.editor)
  await expect(page.getByRole('toolbar').first()).toBeVisible() // The canvas takes files as soon as its tools are there.
  await page.evaluate(() => {
    const transfer = new DataTransfer()
    const chain = '{"x": 2, "y": 0, "layers": [{"w": 0.25, "activation": "relu"}], "loss": "hinge"}'
    transfer.items.add(new File([chain], 'small.chain.json', { type: 'application/json' }))
    document
      .querySelector('[data-canvas]')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
  })
  await expect(page.getByText('1 layer, hinge loss.')).toBeVisible()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(parameter(page, 'w_1')).toHaveAttribute('data-value', '0.25')
})

test('a board prints on A4 without a cut formula', async ({ browser, request }) => {
  const created = await createBoard(request)
  const lines = Array.from({ length: 40 }, (_, i): Unnamed => {
    const text = `\\delta_{${i}} = f'(z_{${i}}) \\cdot \\frac{\\partial \\mathcal{L}}{\\partial f_{${i}}}`
    return { kind: 'math', x: 60, y: 420 + 90 * i, text }
  })
  await fill(created, [...DERIVATION, ...lines])
  const page = await openInNewBrowser(browser, created.links.editor)
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'dark'
    // The browser's own dialog would wait for somebody: it is left open until the pages have been looked at.
    window.print = () => {}
  })
  await openMenuItem(page, 'Export…')
  await expect(page.getByRole('img', { name: 'Preview of the export' })).toBeVisible()
  await page.getByRole('button', { name: 'Print or PDF…' }).click()
  await expect(page.locator('html[data-printing]')).toBeAttached()
  const sheets = await page.locator('[data-sheets] img').count()
  expect(sheets).toBeGreaterThan(1)
  await page.emulateMedia({ media: 'print' })
  const paper = await page.evaluate(() => {
    const { backgroundColor, colorScheme } = getComputedStyle(document.documentElement)
    return { backgroundColor, colorScheme, body: getComputedStyle(document.body).backgroundColor }
  })
  expect(paper).toEqual({
    backgroundColor: 'rgb(255, 255, 255)',
    colorScheme: 'light',
    body: 'rgba(0, 0, 0, 0)',
  })
  await page.emulateMedia({ media: null })
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  const text = pdf.toString('latin1')
  expect(text.match(/\/Type\s*\/Page\b/g)).toHaveLength(sheets)
  const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? []
  const sides = [Number(width), Number(height)].sort((a, b) => a - b)
  expect(Math.abs((sides[0] ?? 0) - 595)).toBeLessThan(2)
  expect(Math.abs((sides[1] ?? 0) - 842)).toBeLessThan(2)
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await expect(page.locator('[data-sheets]')).toHaveCount(0)
})
