import type * as Y from 'yjs'
import type { Loss } from '@/lib/engine'
import { MAX_LAYERS, MAX_SAMPLES, MAX_STEPS } from './limits'
import { Problems } from './problems'
import { type LayerRow, readLayerRows, readSampleRows, rowsOf } from './read-rows'
import { deepestRun, lineage, readRun, startValue } from './run-record'
import { metaOf, modelOf, nestedMap, type Parameter, paramKey, runOfKey, SCHEMA_VERSION } from './schema'
import { cleanTitle } from './title'
import type { BoardLayer, CurrentRun, Model } from './types'
import { DEFAULTS, isFiniteNumber, isLoss } from './values'

/** The id of the layer that is shown when the document has none that can be read. No stored layer can have it (R2). */
export const PLACEHOLDER_LAYER = '-placeholder'

/** The run and chain of a document in which no run can be read. */
const LOST_RUN = 'lost'

/**
 * The document's model. Never throws and never writes; whatever cannot be read is replaced as SCHEMA.md says
 * and named in `problems`. A pure function of the document's content: equal documents read equal.
 */
export function readModel(doc: Y.Doc): Model {
  const model = modelOf(doc)
  const problems = new Problems()
  const title = readTitle(metaOf(doc), problems)
  const layerRows = readLayerRows(model, problems)
  const run = readCurrentRun(model, layerRows, problems)
  const layers = rowsOf(layerRows, run.chain, MAX_LAYERS, 'layers', problems)
  const samples = rowsOf(readSampleRows(model, problems), run.chain, MAX_SAMPLES, 'samples', problems)
  return {
    title,
    x: readNumber(model, 'x', problems),
    y: readNumber(model, 'y', problems),
    eta: readNumber(model, 'eta', problems),
    loss: readLoss(model, problems),
    biases: readBiases(model, problems),
    layers: layers.length > 0 ? readParameters(model, run.id, layers, problems) : [placeholder(problems)],
    samples: samples.map(({ id, x, y }) => ({ id, x, y })),
    run,
    problems: problems.list(),
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

/** The run that `model.run` names, or the deepest (R7); without any, the layers of one chain with default weights. */
function readCurrentRun(model: Y.Map<unknown>, rows: readonly LayerRow[], problems: Problems): CurrentRun {
  const runs = nestedMap(model, 'runs')
  const named = model.get('run')
  let id = readRun(runs, named) === null ? null : (named as string) // readRun accepts ids alone
  if (id === null) {
    id = deepestRun(runs)
    const shown =
      id === null ? 'the weights are the default ones' : 'the latest one that can be read is shown'
    problems.add('model.run', `The current run cannot be read; ${shown}.`)
  }
  const record = readRun(runs, id)
  if (id === null || record === null) {
    const chain = rows.map(row => row.chain).sort()[0] ?? LOST_RUN
    return { id: LOST_RUN, chain, steps: readSteps(model, LOST_RUN, problems) }
  }
  return { id, chain: record.chain, steps: readSteps(model, id, problems) }
}

/** The steps of a run: what all its writers took together (R9). */
function readSteps(model: Y.Map<unknown>, run: string, problems: Problems): number {
  let sum = 0
  for (const [key, value] of nestedMap(model, 'steps')?.entries() ?? []) {
    if (runOfKey(key) !== run) continue
    if (Number.isSafeInteger(value) && (value as number) >= 0)
      sum = Math.min(MAX_STEPS, sum + (value as number))
    else problems.add(`model.steps.${key}`, 'Not a number of steps; these steps are not counted.')
  }
  return sum
}

function readParameters(
  model: Y.Map<unknown>,
  run: string,
  rows: readonly LayerRow[],
  problems: Problems,
): readonly BoardLayer[] {
  const params = nestedMap(model, 'params')
  const runs = nestedMap(model, 'runs')
  const parameter = (layer: string, which: Parameter): number => {
    for (const { id, record } of lineage(runs, run)) {
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
