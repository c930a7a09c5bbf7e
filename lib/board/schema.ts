import * as Y from 'yjs'

/** The version of the document's shape that this code writes (R1). */
export const SCHEMA_VERSION = 1

/** The origin of every edit that this participant makes; undo listens to it alone. */
export const LOCAL = Symbol('local edit')

/** The origin of what carries a local edit but must outlive its undo (E5, U5). */
export const SUPPORT = Symbol('support of a local edit')

export const metaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta')
export const modelOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('model')
export const annotationsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('annotations')
export const threadsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('threads')

/** The client id that every seed is written with. It belongs to no participant. */
export const SEED_CLIENT = 1

/**
 * Whether the document has been seeded: before that it is a document that has not arrived yet, not an empty board.
 * Somebody may have removed everything that the seed wrote; that it was there still shows.
 */
export const isSeeded = (doc: Y.Doc): boolean => Y.getState(doc.store, SEED_CLIENT) > 0

/** The maps inside `model` that the seed creates. */
export const NESTED = ['layers', 'samples', 'runs', 'params', 'steps'] as const
export type Nested = (typeof NESTED)[number]

/** A map inside the model, or null when it is missing or something else stands in its place. */
export function nestedMap(model: Y.Map<unknown>, name: Nested): Y.Map<unknown> | null {
  const value = model.get(name)
  return value instanceof Y.Map ? value : null
}

export type Parameter = 'w' | 'b'
export const paramKey = (run: string, layer: string, which: Parameter): string => `${run}/${layer}/${which}`
export const stepKey = (run: string, writer: number): string => `${run}/${writer}`

/** The run that a key of `params` or `steps` belongs to. */
export const runOfKey = (key: string): string => key.slice(0, Math.max(0, key.indexOf('/')))

/**
 * Whether a text can name a run, a chain, a layer or a sample (R2). Neither `/`, which separates keys, nor `__proto__`
 * passes.
 */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9A-Za-z][0-9A-Za-z-]{0,47}$/.test(value)

/**
 * An id that nobody else makes: the writer's client id and its clock. Unique as long as something is written between
 * two calls, and the same for the same history, so that a seed has the same bytes everywhere.
 */
export function freshId(doc: Y.Doc): string {
  return `${doc.clientID.toString(36)}-${ownClock(doc).toString(36)}`
}

/** How much this participant has written in the document. */
export const ownClock = (doc: Y.Doc): number => Y.getState(doc.store, doc.clientID)
