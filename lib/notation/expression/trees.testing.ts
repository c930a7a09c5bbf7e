import fc from 'fast-check'
import { gatherRuns, membersOf } from './gather-runs'
import type { LayerIndex } from './layer-index'
import { type Expression, FUNCTIONS, type Layered, type Line, type Named, RUN_LETTER, type Run } from './tree'
import { sameTree } from './walk'

// Arbitrary trees for property tests, as the reader can produce them.

const index: fc.Arbitrary<LayerIndex> = fc.oneof(
  fc.record({ letter: fc.constant(null), offset: fc.integer({ min: 0, max: 70 }) }),
  fc.record({ letter: fc.constantFrom('i', 'j', 'k', 'L'), offset: fc.integer({ min: -2, max: 2 }) }),
)

const layered: fc.Arbitrary<Layered> = fc.record({
  kind: fc.constant('layered'),
  name: fc.constantFrom('w', 'b', 'z', 'f', 'delta'),
  index,
})

const named: fc.Arbitrary<Named> = fc.oneof(
  layered,
  fc.record({ kind: fc.constant('single'), name: fc.constantFrom('x', 'y', 'eta', 'loss') }),
)

const number: fc.Arbitrary<Expression> = fc.record({
  kind: fc.constant('number'),
  digits: fc.oneof(
    fc.nat({ max: 1_000 }).map(String),
    fc.tuple(fc.nat({ max: 99 }), fc.nat({ max: 999 })).map(([whole, part]) => `${whole}.${part}`),
  ),
})

const updated: fc.Arbitrary<Expression> = layered
  .filter(({ name }) => name === 'w' || name === 'b')
  .map(of => ({ kind: 'updated', of }))

const WITH_SLOPE = new Set(['f', 'tanh', 'sigmoid', 'relu'])

/** Products and sums of two or more; a single one is itself. */
const { expression } = fc.letrec<{ expression: Expression; run: Run }>(tie => {
  const part = tie('expression')
  const parts = fc.array(part, { minLength: 2, maxLength: 4 })
  return {
    run: fc
      .record({
        kind: fc.constant('run'),
        operation: fc.constantFrom('sum', 'product'),
        group: fc.array(layered, { minLength: 1, maxLength: 2 }),
        from: fc.record({ letter: fc.constant(null), offset: fc.integer({ min: 1, max: 3 }) }),
        to: fc.record({ letter: fc.constant('L'), offset: fc.integer({ min: -1, max: 0 }) }),
        step: fc.constant(1),
        before: fc.integer({ min: 1, max: 2 }),
        after: fc.integer({ min: 1, max: 2 }),
        swallowed: fc.constant(0),
      })
      .map(run => ({ ...run, group: run.group.map(withRunLetter) }) as Run)
      .filter(standsAlone),
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      named,
      number,
      updated,
      fc.record({ kind: fc.constant('derivative'), of: part, by: named }),
      fc
        .record({
          kind: fc.constant('call'),
          name: fc.constantFrom(...FUNCTIONS),
          prime: fc.boolean(),
          first: part,
          second: part,
        })
        .map(({ kind, name, prime, first, second }) => ({
          kind,
          name,
          prime: prime && WITH_SLOPE.has(name),
          inputs: name === 'max' ? [first, second] : [first],
        })),
      fc.record({ kind: fc.constant('negation'), of: part }),
      fc.record({ kind: fc.constant('sum'), terms: parts }),
      fc.record({ kind: fc.constant('product'), factors: parts }),
      fc.record({ kind: fc.constant('quotient'), over: part, under: part }),
      fc.record({ kind: fc.constant('power'), base: part, exponent: part }),
      fc.record({ kind: fc.constant('absolute'), of: part }),
      fc.record({
        kind: fc.constant('series'),
        operation: fc.constantFrom('sum', 'product'),
        letter: fc.constantFrom('i', 'j'),
        from: index,
        to: index,
        body: part,
      }),
      tie('run'),
    ) as fc.Arbitrary<Expression>,
  }
})

const withRunLetter = (part: Layered): Layered => ({
  ...part,
  index: { letter: RUN_LETTER, offset: Math.abs(part.index.offset) % 2 },
})

/** Whether the dots of a run can be read back at all: a group of twice the same is a longer run of one. */
function standsAlone(run: Run): boolean {
  const gathered = gatherRuns(membersOf(run), run.operation)
  const [only] = 'kind' in gathered ? [] : gathered
  return !('kind' in gathered) && gathered.length === 1 && only !== undefined && sameTree(only, run)
}

export const anyExpression: fc.Arbitrary<Expression> = expression

export const anyLine: fc.Arbitrary<Line> = fc.oneof(
  fc
    .record({
      sides: fc.array(expression, { minLength: 1, maxLength: 3 }),
      continues: fc.boolean(),
      isAbout: fc.boolean(),
    })
    .map(
      ({ sides, continues, isAbout }): Line => ({
        kind: 'equation',
        sides,
        continues,
        relations: sides.slice(continues ? 0 : 1).map(() => (isAbout ? '≈' : '=')),
      }),
    ),
  fc.record({
    kind: fc.constant('update'),
    target: layered.filter(({ name }) => name === 'w' || name === 'b'),
    value: expression,
  }),
)
