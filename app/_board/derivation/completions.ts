import { type Quantity, quantityLatex, quantityName, quantityWords } from '@/lib/notation'

/** Something that may be put in for what has been typed. */
export interface Completion {
  /** LaTeX. */
  readonly text: string
  /** How it is shown: as people write it on one line. */
  readonly plain: string
  readonly words: string
}

/** What fits what stands before the caret, from `from` on. */
export interface Completions {
  readonly from: number
  readonly list: readonly Completion[]
}

interface Candidate extends Completion {
  /** How people begin to type it. */
  readonly spellings: readonly string[]
}

const MOST_SHOWN = 7
const LONGEST_SPELLING = 60

/** What the word before the caret may become in a chain of so many layers: its symbols, and what formulas are made of. */
export function completionsAt(
  text: string,
  caret: number,
  { depth, biases }: { readonly depth: number; readonly biases: boolean },
): Completions | null {
  const candidates = candidatesFor(depth, biases)
  const before = text.slice(0, caret)
  for (let from = Math.max(0, caret - LONGEST_SPELLING); from < caret; from++) {
    const typed = before.slice(from)
    if (!isBoundary(before, from)) continue
    const list = candidates.filter(({ spellings }) => spellings.some(each => each.startsWith(typed)))
    if (list.length === 0) continue
    // What is whole reads as it is.
    return list.some(each => each.text === typed || each.plain === typed || each.spellings.includes(typed))
      ? null
      : { from, list: list.slice(0, MOST_SHOWN).map(({ text, plain, words }) => ({ text, plain, words })) }
  }
  return null
}

/** Whether a word may begin there: a letter after a letter or a backslash belongs to it, and what follows `_` is an index. */
function isBoundary(before: string, from: number): boolean {
  const [last = '', first = ''] = [before[from - 1] ?? '', before[from] ?? '']
  if (!/[\p{L}\\∂∇]/u.test(first)) return false
  return !/[\p{L}\\_{∂/]/u.test(last) || (last === '{' && !/[_^]$/.test(before.slice(0, from - 1)))
}

/** The text with the completion in the place of what was typed, and where the caret then stands. */
export function completed(
  text: string,
  caret: number,
  from: number,
  { text: put }: Completion,
): { readonly text: string; readonly caret: number } {
  const isCommand = /\\[a-zA-Z]+$/.test(put)
  const inserted = isCommand ? `${put} ` : put
  return { text: text.slice(0, from) + inserted + text.slice(caret), caret: from + inserted.length }
}

let known: { readonly key: string; readonly candidates: readonly Candidate[] } = { key: '', candidates: [] }

function candidatesFor(depth: number, biases: boolean): readonly Candidate[] {
  const key = `${depth} ${biases}`
  if (known.key !== key) known = { key, candidates: [...symbols(depth, biases), ...PIECES] }
  return known.candidates
}

function* symbols(depth: number, biases: boolean): Generator<Candidate> {
  const layers = Array.from({ length: depth }, (_, i) => i + 1)
  for (const layer of layers) yield ofQuantity({ kind: 'w', layer })
  yield* general('w', 'weight', 'w', ['w'])
  for (const layer of layers) yield ofQuantity({ kind: 'delta', layer })
  yield* general('\\delta', 'delta', 'δ', DELTA)
  for (const kind of ['f', 'z'] as const) {
    for (const layer of layers) yield ofQuantity({ kind, layer })
    yield* general(kind, kind === 'f' ? 'output' : 'weighted input', kind, [kind])
  }
  for (const layer of layers) {
    const words = `slope of the activation of layer ${layer}`
    yield { text: `f'(z_${braced(layer)})`, plain: `f′(z_${layer})`, words, spellings: [`f'(z_${layer})`] }
  }
  for (const layer of layers) yield ofQuantity({ kind: 'gradW', layer })
  if (biases) {
    for (const layer of layers) yield ofQuantity({ kind: 'b', layer })
    for (const layer of layers) yield ofQuantity({ kind: 'gradB', layer })
  }
  for (const kind of ['gradX', 'loss', 'eta'] as const) yield ofQuantity({ kind })
}

const DELTA = ['\\delta', 'delta', 'd', 'δ']
const braced = (layer: number): string => (layer < 10 ? String(layer) : `{${layer}}`)

function ofQuantity(quantity: Quantity): Candidate {
  return {
    text: quantityLatex(quantity),
    plain: quantityName(quantity),
    words: quantityWords(quantity),
    spellings: spellingsOf(quantity),
  }
}

function spellingsOf(quantity: Quantity): readonly string[] {
  switch (quantity.kind) {
    case 'delta':
      return indexed(DELTA, quantity.layer)
    case 'w':
    case 'b':
    case 'z':
    case 'f':
      return indexed([quantity.kind], quantity.layer)
    case 'gradW':
      return derivatives('w', quantity.layer)
    case 'gradB':
      return derivatives('b', quantity.layer)
    case 'gradX':
      return DERIVATIVE.map(beginning => beginning.replace('|', 'x'))
    case 'loss':
      return ['\\mathcal{L}', '\\loss', 'loss', '𝓛']
    case 'eta':
      return ['\\eta', 'eta', 'η']
    default:
      return []
  }
}

const indexed = (letters: readonly string[], layer: number): readonly string[] =>
  letters.flatMap(letter => [`${letter}_${layer}`, `${letter}${layer}`, `${letter}_{${layer}}`])

const DERIVATIVE = [
  ...['dL/d|', '∂L/∂|', '\\frac{\\partial \\mathcal{L}}{\\partial |}', '\\partial\\mathcal{L}/\\partial |'],
  ...['grad |', '\\nabla_{|}'],
]

const derivatives = (letter: string, layer: number): readonly string[] =>
  DERIVATIVE.flatMap(beginning => [
    beginning.replace('|', `${letter}_${layer}`),
    beginning.replace('|', `${letter}${layer}`),
  ])

/** For every layer: `w_i`, `w_{i+1}`, `w_L`. */
function* general(
  latex: string,
  words: string,
  plain: string,
  letters: readonly string[],
): Generator<Candidate> {
  const indices = [
    ['i', '_i', `${words} of layer i`],
    ['i+1', '_{i+1}', `${words} of the layer behind it`],
    ['L', '_L', `${words} of the last layer`],
  ] as const
  for (const [index, script, what] of indices) {
    yield {
      text: `${latex}${script}`,
      plain: `${plain}_${index.length > 1 ? `{${index}}` : index}`,
      words: what,
      spellings: letters.map(letter => `${letter}${script}`),
    }
  }
}

const piece = (text: string, plain: string, words: string, ...spellings: readonly string[]): Candidate => ({
  text,
  plain,
  words,
  spellings: [text, ...spellings],
})

const PIECES: readonly Candidate[] = [
  piece('\\cdot', '·', 'product'),
  piece('\\cdots', '⋯', 'and so on'),
  piece('\\leftarrow', '←', 'step of an update', '\\gets'),
  piece('\\frac{\\partial z_2}{\\partial f_1}', '∂z_2/∂f_1', 'derivative', 'dz', '∂z'),
  piece('\\prod_{i=1}^{L}', '∏_{i=1}^L', 'product over the layers', 'prod'),
  piece('\\sum_{i=1}^{L}', '∑_{i=1}^L', 'sum over the layers', 'sum'),
  piece('\\approx', '≈', 'about'),
]
