import * as Y from 'yjs'

/** One value of a document as it stands there, whatever it is and whatever ought to stand in its place. */
export interface RawValue {
  /** The root, and the keys that lead on from it. */
  readonly path: readonly string[]
  /** JSON where there is JSON for it; what JSON has no word for is said in a string. */
  readonly text: string
}

/** The values of a document one by one, root by root. Nothing is computed, judged or left out. */
export function* rawValues(doc: Y.Doc): Generator<RawValue> {
  for (const name of rootNames(doc)) yield* valuesUnder([name], doc.getMap(name))
}

/** All of it as JSON text: an object of the roots, with every map, list and text in them as it stands. */
export function rawDocumentText(doc: Y.Doc): string {
  return objectText(rootNames(doc).map(name => [name, doc.getMap(name)]))
}

const rootNames = (doc: Y.Doc): string[] => [...doc.share.keys()].sort()

function* valuesUnder(path: readonly string[], value: unknown): Generator<RawValue> {
  if (value instanceof Y.Map && value.size > 0) {
    for (const [key, inner] of value.entries()) yield* valuesUnder([...path, key], inner)
  } else if (value instanceof Y.Array && value.length > 0) {
    for (const [i, inner] of value.toArray().entries()) yield* valuesUnder([...path, String(i)], inner)
  } else {
    yield { path, text: textOf(value) }
  }
}

function textOf(value: unknown): string {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? numberText(value) : JSON.stringify(String(value))
    case 'bigint':
      return JSON.stringify(`${value}n`)
    case 'string':
    case 'boolean':
      return JSON.stringify(value)
    case 'object':
      return value === null ? 'null' : textOfObject(value)
    default:
      return JSON.stringify(typeof value)
  }
}

function textOfObject(value: object): string {
  if (value instanceof Uint8Array) return JSON.stringify(`${value.length} bytes: ${hex(value)}`)
  if (value instanceof Y.Map) return objectText([...value.entries()])
  if (value instanceof Y.Array) return listText(value.toArray())
  if (value instanceof Y.AbstractType) return JSON.stringify(shown(value))
  if (value instanceof Y.Doc) return JSON.stringify(`a document inside the document: ${value.guid}`)
  return Array.isArray(value) ? listText(value) : objectText(Object.entries(value))
}

/** A text says what it holds; other kinds of content have no place in a board at all. */
const shown = (type: Y.AbstractType<unknown>): string =>
  type instanceof Y.Text ? type.toString() : `content of another kind, with ${type._length} parts`

const objectText = (entries: readonly (readonly [string, unknown])[]): string =>
  `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${textOf(value)}`).join(',')}}`

const listText = (values: readonly unknown[]): string => `[${values.map(textOf).join(',')}]`

const numberText = (value: number): string => (Object.is(value, -0) ? '-0' : JSON.stringify(value))

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
