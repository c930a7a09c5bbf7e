import type * as Y from 'yjs'
import type { Loss } from '@/lib/engine'
import { deepestRun, groupRuns, type RunGroups } from './deepest-run'
import { Problems } from './problems'
import {
  firstChain,
  groupLayers,
  groupSamples,
  type LayerRow,
  type RowGroups,
  readRows,
  type SampleRow,
} from './read-rows'
import { groupSteps, readSteps, type StepGroups } from './read-steps'
import { lineage, readRun, startValue } from './run-record'
import {
  metaOf,
  modelOf,
  NESTED,
  type Nested,
  nestedMap,
  type Parameter,
  paramKey,
  SCHEMA_VERSION,
} from './schema'
import { cleanTitle } from './title'
import type { BoardLayer, CurrentRun, Model } from './types'
import { DEFAULTS, isBatch, isFiniteNumber, isLoss, isOptimiser, isSampleOrder, isSeed } from './values'

/** The id of the layer that is shown when the document has none that can be read. No stored layer can have it (R2). */
export const PLACEHOLDER_LAYER = '-placeholder'

/** The run and chain of a document in which no run can be read. */
const LOST_RUN = 'lost'

/**
 * Reads a document's model. Never throws and never writes; whatever cannot be read is replaced as SCHEMA.md says and
 * named in `problems`. What it gives depends on the document's content alone: equal documents read equal.
 */
export class ModelReader {
  private readonly layers: RowGroups<LayerRow>
  private readonly samples: RowGroups<SampleRow>
  private readonly steps: StepGroups
  private readonly runs: RunGroups

  constructor(private readonly doc: Y.Doc) {
    const model = modelOf(doc)
    this.layers = groupLayers(model)
    this.samples = groupSamples(model)
    this.steps = groupSteps(model)
    this.runs = groupRuns(model)
  }

  /** To be told of every transaction that touched the model, before the next `read`. */
  noteChanges(transaction: Y.Transaction): void {
    for (const groups of [this.layers, this.samples, this.steps, this.runs]) groups.noteChanges(transaction)
  }

  read(): Model {
    const model = modelOf(this.doc)
    const problems = new Problems()
    nameLostMaps(model, problems)
    const title = readTitle(metaOf(this.doc), problems)
    const { id, chain } = this.readCurrentRun(model, problems)
    const layers = readRows(this.layers, chain, 'layers', problems)
    const samples = readRows(this.samples, chain, 'samples', problems)
    return {
      title,
      x: readNumber(model, 'x', problems),
      y: readNumber(model, 'y', problems),
      eta: readNumber(model, 'eta', problems),
      loss: readLoss(model, problems),
      biases: readBiases(model, problems),
      ...readSchedule(model, problems),
      layers: layers.length > 0 ? readParameters(model, id, layers, problems) : [placeholder(problems)],
      samples: samples.map(({ id, x, y }) => ({ id, x, y })),
      run: { id, chain, steps: readSteps(this.steps, id, problems) },
      problems: problems.list(),
      moreProblems: problems.more(),
    }
  }

  /** The run that `model.run` names, or the deepest (R7); without any, the layers of one chain with default weights. */
  private readCurrentRun(model: Y.Map<unknown>, problems: Problems): Omit<CurrentRun, 'steps'> {
    const runs = nestedMap(model, 'runs')
    const named = model.get('run')
    const record = readRun(runs, named)
    if (record !== null) return { id: named as string, chain: record.chain } // readRun accepts ids alone
    const id = deepestRun(this.runs)
    const deepest = readRun(runs, id)
    const shown =
      deepest === null ? 'the weights are the default ones' : 'the latest one that can be read is shown'
    problems.add('model.run', `The current run cannot be read; ${shown}.`)
    if (id === null || deepest === null) {
      return { id: LOST_RUN, chain: firstChain(this.layers) ?? LOST_RUN }
    }
    return { id, chain: deepest.chain }
  }
}

/** The model of a document that is read once. */
export const readModel = (doc: Y.Doc): Model => new ModelReader(doc).read()

const CONTENTS: Readonly<Record<Nested, string>> = {
  layers: 'layers',
  samples: 'samples',
  runs: 'runs',
  params: 'weights and biases',
  steps: 'steps',
}

function nameLostMaps(model: Y.Map<unknown>, problems: Problems): void {
  for (const name of NESTED) {
    if (nestedMap(model, name) !== null) continue
    problems.add(
      `model.${name}`,
      `The ${CONTENTS[name]} cannot be read. The next edit puts an empty map in their place.`,
    )
  }
}

function readTitle(meta: Y.Map<unknown>, problems: Problems): string {
  const version = meta.get('schemaVersion')
  if (isFiniteNumber(version) && version > SCHEMA_VERSION) {
    problems.add(
      'meta.schemaVersion',
      'This board was made with a newer version of Chainboard. Some of it may be missing here.',
    )
  }
  const title = meta.get('title')
  if (typeof title === 'string') return cleanTitle(title)
  if (title !== undefined) problems.add('meta.title', 'The title cannot be read.')
  return ''
}

function readNumber(model: Y.Map<unknown>, key: 'x' | 'y' | 'eta', problems: Problems): number {
  const value = model.get(key)
  if (isFiniteNumber(value)) return value
  if (value !== undefined)
    problems.add(`model.${key}`, `Not a finite number; ${DEFAULTS[key]} is used instead.`)
  return DEFAULTS[key]
}

function readLoss(model: Y.Map<unknown>, problems: Problems): Loss {
  const value = model.get('loss')
  if (isLoss(value)) return value
  if (value !== undefined) problems.add('model.loss', 'Not a known loss; the squared loss is used instead.')
  return DEFAULTS.loss
}

function readBiases(model: Y.Map<unknown>, problems: Problems): boolean {
  const value = model.get('biases')
  if (value !== undefined && typeof value !== 'boolean') {
    problems.add('model.biases', 'Neither on nor off; the biases are off.')
  }
  return value === true
}

/** How a run goes through its samples and what it does with a gradient. Boards older than these keys have none of them. */
function readSchedule(
  model: Y.Map<unknown>,
  problems: Problems,
): Pick<Model, 'order' | 'seed' | 'batch' | 'optimiser'> {
  const read = <Value>(
    key: string,
    isValid: (value: unknown) => value is Value,
    fallback: Value,
    complaint: string,
  ): Value => {
    const value = model.get(key)
    if (isValid(value)) return value
    if (value !== undefined) problems.add(`model.${key}`, complaint)
    return fallback
  }
  return {
    order: read('order', isSampleOrder, DEFAULTS.order, 'Not a known order; the samples come in order.'),
    seed: read('seed', isSeed, DEFAULTS.seed, 'Not a whole number from 0 to 4294967295; 0 is used instead.'),
    batch: read('batch', isBatch, DEFAULTS.batch, 'Not a number of samples; each step takes one.'),
    optimiser: read(
      'optimiser',
      isOptimiser,
      DEFAULTS.optimiser,
      'Not a known optimiser; plain gradient descent is used instead.',
    ),
  }
}

function readParameters(
  model: Y.Map<unknown>,
  run: string,
  rows: readonly LayerRow[],
  problems: Problems,
): readonly BoardLayer[] {
  const params = nestedMap(model, 'params')
  const runs = nestedMap(model, 'runs')
  const ancestors = lineage(runs, run)
  const parameter = (layer: string, which: Parameter): number => {
    for (const { id, record } of ancestors) {
      const key = paramKey(id, layer, which)
      const set = params?.get(key)
      if (isFiniteNumber(set)) return set
      if (set !== undefined)
        problems.add(`model.params.${key}`, 'Not a finite number; the value before it is used.')
      const start = record === null ? undefined : startValue(record, layer, which)
      if (start !== undefined) return start
    }
    return DEFAULTS[which]
  }
  return rows.map(({ id, activation }) => ({ id, w: parameter(id, 'w'), b: parameter(id, 'b'), activation }))
}

function placeholder(problems: Problems): BoardLayer {
  problems.add('model.layers', 'The board has no layer that can be read; a placeholder is shown.')
  return { id: PLACEHOLDER_LAYER, w: DEFAULTS.w, b: DEFAULTS.b, activation: DEFAULTS.activation }
}
