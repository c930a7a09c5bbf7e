import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  addElements,
  type Board,
  boardJson,
  derive,
  type NewElement,
  newElementId,
  openAnnotations,
  openBoard,
  readBoardText,
  seedUpdate,
  setFolded,
} from '@/lib/board'
import {
  type BoardPicture,
  boardToSvg,
  encodeInk,
  formulasIn,
  LINE_WIDTHS,
  PALETTES,
  readBoardSvg,
  type Typeset,
} from '@/lib/canvas'
import { createTypesetter } from '@/lib/typesetting'
import { parseXml, type XmlElement } from './xml.testing'

const points = encodeInk({ points: Float64Array.from([0, 0, 10, 4, 20, 2, 33, 9, 40, 40]), pressures: null })

/** One element of every kind, with all that its kind can have. */
const EVERY_KIND: readonly Omit<NewElement, 'id'>[] = [
  { kind: 'frame', x: -20, y: 380, width: 900, height: 320, title: 'Backward pass' },
  { kind: 'highlighter', x: 20, y: 400, points, color: 'orange' },
  { kind: 'rectangle', x: 40, y: 420, width: 120, height: 60, rotation: 0.3, fill: 'tint', color: 'teal' },
  { kind: 'ellipse', x: 200, y: 420, width: 120, height: 60, size: 'l' },
  { kind: 'arrow', x: 340, y: 430, end: { x: 100, y: 30 }, bend: 0.3, heads: 'both', color: 'blue' },
  { kind: 'line', x: 340, y: 480, end: { x: 100, y: 0 } },
  { kind: 'image', x: 480, y: 420, width: 80, height: 60, hash: 'ab'.repeat(32), type: 'image/png' },
  { kind: 'text', x: 40, y: 520, text: 'so $\\delta_1$ follows, at last' },
  { kind: 'note', x: 300, y: 520, text: "Why is $f'(z_2)$ so small here? It stands on the flat tail." },
  {
    kind: 'math',
    x: 560,
    y: 520,
    text: '\\frac{\\partial \\mathcal{L}}{\\partial w_1} = x \\cdot \\delta_1',
  },
  {
    kind: 'derivation',
    x: 40,
    y: 720,
    title: 'The recursion',
    lines: [
      { text: "d1 = f'(z1) w2 d2", reason: 'chain rule' },
      { text: '= (1-f_1^2) w_2 \\frac{\\partial \\mathcal{L}}{\\partial z_2}' },
      { text: 'and so on' },
    ],
  },
  { kind: 'pen', x: 40, y: 640, points, cuts: [{ from: 10, to: 20 }], scale: 2 },
] as NewElement[]

const PICTURE = 'data:image/png;base64,iVBORw0KGgo='

function newBoard(elements: readonly Omit<NewElement, 'id'>[] = []): Board {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedUpdate())
  const board = openBoard(doc)
  const refused = addElements(
    board,
    elements.map(each => ({ ...each, id: newElementId(board) }) as NewElement),
  )
  if (refused !== null) throw new Error(refused)
  return board
}

function pictureOf(board: Board): BoardPicture {
  const { chain, passes, layers } = derive(board.model())
  return {
    elements: openAnnotations(board).elements.values(),
    chain: { chain, passes, layerIds: layers.map(({ id }) => id) },
    imageOf: () => PICTURE,
  }
}

const plainly: Typeset = () => null

async function draw(picture: BoardPicture): Promise<string> {
  const elements = [...picture.elements]
  const typeset = await createTypesetter().typeset(formulasIn({ ...picture, elements }))
  return boardToSvg({ ...picture, elements }, typeset).svg
}

function everything(element: XmlElement): XmlElement[] {
  return [element, ...element.children.flatMap(child => (typeof child === 'string' ? [] : everything(child)))]
}

/** Tags and attributes that could run something or fetch something. */
function dangersIn(svg: string): string[] {
  return everything(parseXml(svg)).flatMap(({ name, attributes }) => [
    ...(/script|foreignObject|iframe|animate|^set$|^a$|^use$|handler/i.test(name) ? [name] : []),
    ...Object.entries(attributes)
      .filter(
        ([key, value]) =>
          /^on/i.test(key) ||
          (/href|src/i.test(key) && value !== PICTURE) ||
          /javascript:|url\(/i.test(value),
      )
      .map(([key, value]) => `${key}=${value}`),
  ])
}

describe('a board as SVG', () => {
  test.each(EVERY_KIND.map(element => [element.kind, element] as const))(
    'a %s is well-formed XML',
    async (_, element) => {
      const svg = await draw({ ...pictureOf(newBoard([element])), chain: null })
      const root = parseXml(svg)
      expect(root.name).toBe('svg')
      expect(everything(root).length).toBeGreaterThan(8)
      expect(svg).not.toMatch(/NaN|undefined|Infinity/)
      expect(dangersIn(svg)).toEqual([])
    },
  )

  test('has lines as wide as they are on the board, which end where what they hold on to begins', async () => {
    const held = { to: 'annotation', id: 'held', dx: 0, dy: 0 } as const
    const board = newBoard()
    const straight = encodeInk({ points: Float64Array.from([0, 0, 0, 50, 0, 100]), pressures: null })
    addElements(board, [
      { id: 'held', kind: 'pen', x: 200, y: 500, points: straight },
      { id: 'arrow', kind: 'arrow', x: 0, y: 550, end: { x: 200, y: 0 }, to: held, size: 'l' },
    ])
    const svg = await draw({ ...pictureOf(board), chain: null })
    const arrow = everything(parseXml(svg)).find(({ attributes }) => attributes['stroke-linecap'] === 'round')
    expect(Number(arrow?.attributes['stroke-width'])).toBe(LINE_WIDTHS.l)
    const [way] = arrow === undefined ? [] : everything(arrow).filter(({ name }) => name === 'path')
    const end = Number(/ ([\d.]+) [\d.]+$/.exec(way?.attributes.d ?? '')?.[1])
    expect(end).toBeLessThan(195)
    expect(end).toBeGreaterThan(185)
  })

  test('has the layers in the order in which they lie, with the chain below the words', async () => {
    const svg = await draw(pictureOf(newBoard(EVERY_KIND)))
    const layers = [...svg.matchAll(/data-layer="(\w+)"/g)].map(([, layer]) => layer)
    expect(layers).toEqual(['frames', 'highlights', 'shapes', 'words', 'ink'])
    const [words, chain, note] = ['data-layer="words"', 'data-part="chain"', 'Why'].map(part =>
      svg.indexOf(part),
    )
    expect(words).toBeLessThan(chain)
    expect(chain).toBeLessThan(note)
  })

  test('draws every quantity of the chain with its value', async () => {
    const board = newBoard()
    const svg = await draw(pictureOf(board))
    const quantities = everything(parseXml(svg)).flatMap(
      ({ attributes }) => attributes['data-quantity'] ?? [],
    )
    for (const layer of board.model().layers.keys()) {
      for (const kind of ['w', 'z', 'f', 'delta', 'gradW'])
        expect(quantities).toContain(`${kind}:${layer + 1}`)
    }
    expect(quantities).toEqual(expect.arrayContaining(['x', 'y', 'loss', 'gradX']))
    expect(quantities).not.toContain('b:1')
  })

  test('draws formulas as paths: a formula is no letters', async () => {
    const svg = await draw(pictureOf(newBoard(EVERY_KIND)))
    expect(svg).not.toContain('\\frac')
    expect(svg).not.toContain('currentColor')
  })

  test('a derivation is numbered, says its reasons, and folded shows its first and last line', () => {
    const board = newBoard(EVERY_KIND.filter(({ kind }) => kind === 'derivation'))
    const textsIn = (picture: BoardPicture) => {
      const root = parseXml(boardToSvg({ ...picture, chain: null }, plainly).svg)
      return everything(root).flatMap(({ name, children }) => (name === 'text' ? children : []))
    }
    const texts = textsIn(pictureOf(board))
    expect(texts).toEqual(expect.arrayContaining(['The recursion', '1', '2', '3', 'chain rule', 'and so on']))
    const [id = ''] = openAnnotations(board).elements.keys()
    setFolded(board, id, true)
    const folded = textsIn(pictureOf(board))
    expect(folded).toEqual(expect.arrayContaining(['1', '3', 'and so on']))
    expect(folded).not.toContain('2')
  })

  test('without a typesetter shows sources and plain symbols', () => {
    const { svg } = boardToSvg(pictureOf(newBoard(EVERY_KIND)), plainly)
    parseXml(svg)
    expect(svg).toContain('\\frac{\\partial')
    expect(svg).toContain('∂L/∂w_1')
  })

  test('is light on paper unless dark is asked for', () => {
    const board = newBoard(EVERY_KIND)
    expect(boardToSvg(pictureOf(board), plainly).svg).toContain(PALETTES.light.paper)
    const dark = boardToSvg({ ...pictureOf(board), theme: 'dark' }, plainly).svg
    expect(dark).toContain(PALETTES.dark.paper)
    expect(dark).not.toContain(PALETTES.light.paper)
  })

  test('an annotation that holds on to a quantity stands beside it', () => {
    const board = newBoard()
    const layer = board.model().layers[0].id
    addElements(board, [
      {
        id: newElementId(board),
        kind: 'text',
        x: 9_000,
        y: 9_000,
        text: 'here',
        anchor: { to: 'quantity', quantity: `delta/${layer}`, dx: 0, dy: 60 },
      },
    ])
    const { box } = boardToSvg(pictureOf(board), plainly)
    expect(box.maxX).toBeLessThan(4_000)
    expect(box.maxY).toBeLessThan(1_000)
  })

  test('a selection is drawn alone, at its own size', () => {
    const board = newBoard(EVERY_KIND)
    const rectangle = [...openAnnotations(board).elements.values()].find(({ kind }) => kind === 'rectangle')
    const { svg, box } = boardToSvg({ ...pictureOf(board), only: new Set([rectangle?.id ?? '']) }, plainly)
    expect(box.maxX - box.minX).toBeLessThan(220)
    expect(svg).not.toContain('data-quantity')
    expect(svg).not.toContain('Backward pass')
  })

  test('what cannot be read has a placeholder, where its place is known', () => {
    const good = newBoard(EVERY_KIND)
    const broken = { kind: 'unreadable', id: 'b', x: 5, y: 6, why: 'It is <b>broken</b>.' } as const
    const elements = [
      ...openAnnotations(good).elements.values(),
      broken,
      { kind: 'unreadable', id: 'c', why: '' } as const,
    ]
    const { svg } = boardToSvg({ ...pictureOf(good), elements }, plainly)
    expect(svg).toContain('It is &lt;b&gt;broken&lt;/b&gt;.')
    expect(dangersIn(svg)).toEqual([])
  })
})

describe('what somebody hostile wrote (threats.md K2, K3, K6, K9, K10)', () => {
  const HOSTILE = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'/><foreignObject><body onload=alert(1)>",
    ']]></style><script>alert(1)</script>',
    '</text></svg><script>alert(1)</script>',
    '</board></metadata><script>alert(1)</script>',
    'javascript:alert(1)',
    '&lt;script&gt;',
    '\u202e\u0000\u0008\ufffe\ud800',
    '$\\href{javascript:alert(1)}{x}$ $\\htmlData{"onload=alert(1)}{x}$',
    '$\\kern-99999em x$',
  ]

  test.each(HOSTILE)('%j stays text in texts, notes, formulas, derivations and titles', async words => {
    const board = newBoard([
      { kind: 'text', x: 0, y: 400, text: words },
      { kind: 'note', x: 0, y: 500, text: words },
      { kind: 'math', x: 0, y: 600, text: words },
      { kind: 'frame', x: 0, y: 700, width: 500, height: 90, title: words },
      { kind: 'derivation', x: 0, y: 800, title: words, lines: [{ text: words, reason: words }] },
    ] as NewElement[])
    const svg = await draw({ ...pictureOf(board), title: words, json: boardJson(board) })
    expect(dangersIn(svg)).toEqual([])
    const root = parseXml(svg)
    const [metadata] = root.children.filter(child => typeof child !== 'string' && child.name === 'metadata')
    expect(metadata).toBeDefined()
    const reading = readBoardText(readBoardSvg(svg) ?? '')
    expect(reading.ok && reading.value.elements?.elements).toHaveLength(5)
  })

  test.each([
    'https://example.org/tracker.png',
    'javascript:alert(1)',
    'data:image/svg+xml;base64,PHN2Zy8+',
    'data:text/html;base64,PHNjcmlwdD4=',
    'data:image/png;base64,AA==" onload="alert(1)',
  ])('%s is no picture', url => {
    const board = newBoard(EVERY_KIND.filter(({ kind }) => kind === 'image'))
    const { svg } = boardToSvg({ ...pictureOf(board), imageOf: () => url }, plainly)
    expect(svg).not.toContain('<image')
    expect(dangersIn(svg)).toEqual([])
  })

  test('a formula far to the left is cut off at its own box', async () => {
    const svg = await draw({
      ...pictureOf(newBoard([{ kind: 'math', x: 0, y: 0, text: 'x\\hspace{-400em}y' } as NewElement])),
      chain: null,
    })
    for (const { name, attributes } of everything(parseXml(svg)).slice(1)) {
      if (name === 'svg') expect(attributes.overflow).toBe('hidden')
    }
  })
})

describe('the board inside of its picture', () => {
  test('comes back as it was put in', () => {
    const board = newBoard(EVERY_KIND)
    const json = boardJson(board)
    const read = readBoardSvg(boardToSvg({ ...pictureOf(board), json }, plainly).svg)
    expect(JSON.parse(read ?? '')).toEqual(JSON.parse(json))
  })

  test.each([
    '',
    '<svg/>',
    'xmlns="https://chainboard.org/ns/board"',
    '<board xmlns="https://chainboard.org/ns/board">{}',
  ])('none is found in %j', text => {
    expect(readBoardSvg(text)).toBeNull()
  })
})
