import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const CHAIN = {
  x: 0.5,
  y: 1,
  layers: [
    { w: 0.7, activation: 'tanh' },
    { w: -1.2, b: 0.1, activation: 'sigmoid' },
  ],
  loss: 'squared',
}

interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line as `npm run chain` does, with `input` (text, or a value as JSON) on stdin. */
function chain(args: string[], input: unknown): Promise<Outcome> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/headless/chain.ts', ...args], {
    cwd: ROOT,
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  // A command that is refused does not read its input.
  child.stdin.on('error', () => {})
  child.stdin.end(typeof input === 'string' ? input : JSON.stringify(input))
  return new Promise(resolve => {
    child.on('close', code => resolve({ code, stdout, stderr }))
  })
}

describe('chain eval', () => {
  it('prints both passes and the digest', async () => {
    const { code, stdout, stderr } = await chain(['eval'], CHAIN)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual({
      z: [0.35, -0.30365065320359863],
      f: [0.3363755443363322, 0.4246652941251922],
      delta: [0.2991920561327085, -0.28113693821728225],
      gradW: [0.14959602806635425, -0.09456759062588811],
      gradB: [0.2991920561327085, -0.28113693821728225],
      gradX: 0.20943443929289593,
      loss: 0.33101002378405153,
      digest: '3bf76caa310c30df',
    })
  })

  it('answers an array with an array', async () => {
    const { stdout } = await chain(['eval'], Array(1_000).fill(CHAIN))
    const answers = JSON.parse(stdout)
    expect(answers).toHaveLength(1_000)
    expect(answers[999].digest).toBe('3bf76caa310c30df')
  })

  it('keeps −0, and writes what JSON has no number for as strings', async () => {
    const layers = [
      { w: -0, activation: 'identity' },
      { w: 1e200, b: 1e200, activation: 'identity' },
      { w: 1e200, activation: 'identity' },
    ]
    const { stdout } = await chain(['eval'], JSON.stringify({ ...CHAIN, layers }).replace('"w":0', '"w":-0'))
    expect(stdout).toContain('"z": [-0, 1e+200, "Infinity"]')
  })
})

describe('chain check', () => {
  const DERIVATION = {
    L: 2,
    activation: 'tanh',
    loss: 'squared',
    lines: [
      '\\delta_1 = (1-f_1^2) w_2 \\delta_2',
      '\\delta_1 = (1-f_1^2) w_1 \\delta_2',
      'w_1 = 0.7',
      '\\delta_1 =',
    ],
    chain: { ...CHAIN, layers: CHAIN.layers.map(({ w }) => ({ w, activation: 'tanh' })) },
  }

  it('prints how each line reads, its verdict, its mistake by name with a counter-example, and its rule', async () => {
    const { code, stdout, stderr } = await chain(['check'], DERIVATION)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const { lines } = JSON.parse(stdout)
    expect(lines).toMatchObject([
      { reading: 'δ₁ = (1 − f₁²)·w₂·δ₂', verdict: 'holds', mistake: null, counterexample: null },
      {
        verdict: 'fails',
        mistake: 'W-SHIFT',
        counterexample: expect.stringMatching(/^with .*: yours /),
        rule: null,
      },
      { reading: 'w₁ = 0.7', verdict: 'only-here', rule: 'numbers put in' },
      { reading: null, verdict: 'unclear', words: expect.stringMatching(/^At character 11: /) },
    ])
    expect(lines[0].rule).toBe('chain rule, definition of z, f′ = 1 − f²')
  })

  it.each([
    [
      'a depth that no chain has',
      { ...DERIVATION, L: 65 },
      /^chain: L must be a whole number from 1 to 64, found 65\n$/,
    ],
    [
      'an activation that is not known',
      { ...DERIVATION, activation: 'tan' },
      /^chain: activation of layer 1 must be one of /,
    ],
    ['lines that are no texts', { ...DERIVATION, lines: [1] }, /^chain: lines must be an array of texts\n$/],
    ['a misspelt field', { ...DERIVATION, bias: true }, /^chain: "bias" is not a field that is known here/],
    ['a chain of another shape', { ...DERIVATION, chain: CHAIN }, /^chain: the chain must have the depth, /],
  ])('refuses %s in one line', async (_, input, line) => {
    const { code, stdout, stderr } = await chain(['check'], input)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(line)
  })
})

describe('chain train', () => {
  it('prints the layers at the end of the run and their digest', async () => {
    const { code, stdout } = await chain(['train'], {
      ...CHAIN,
      samples: [{ x: 0.5, y: 1 }],
      eta: 0.1,
      steps: 1_000,
    })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      layers: [
        { w: -0.573108394472003, activation: 'tanh' },
        { w: -1.1230571525750592, b: 2.660581719880867, activation: 'sigmoid' },
      ],
      digest: 'b1c9b3a1b1d33a1a',
    })
  })
})

describe('chain train of a run that diverges', () => {
  it('prints the layers as they are then, and the step', async () => {
    const layers = [{ w: 1, activation: 'identity' }]
    const run = { x: 1, y: 0, layers, loss: 'squared', eta: 1e150, steps: 100 }
    const { code, stdout } = await chain(['train'], [run, { ...run, steps: 2 }])
    expect(code).toBe(0)
    const [diverged, ended] = JSON.parse(stdout)
    expect(diverged).toEqual({
      layers: [{ w: '-Infinity', activation: 'identity' }],
      digest: 'c7a558b556be9496',
      divergedAt: 3,
    })
    expect(Object.keys(ended)).toEqual(['layers', 'digest'])
  })
})

describe('chain train with a schedule', () => {
  it('takes the samples, batches and steps that it asks for', async () => {
    const samples = [1, 2, 3, 4, 5].map(x => ({ x: x / 5, y: 0.5 }))
    const kinds = [{}, { order: 'shuffled', seed: 1 }, { batch: 'all' }, { batch: 2 }, { optimiser: 'adam' }]
    const runs = kinds.map(kind => ({ ...CHAIN, samples, eta: 0.1, steps: 20, ...kind }))
    const { code, stdout } = await chain(['train'], runs)
    expect(code).toBe(0)
    const digests = JSON.parse(stdout).map((answer: { digest: string }) => answer.digest)
    expect(new Set(digests).size).toBe(kinds.length)
  })
})

describe('a mistake', () => {
  const mistakes: [string, string[], unknown, RegExp][] = [
    ['bad JSON', ['eval'], '{"x": 1,\n', /^chain: stdin is not JSON: /],
    ['a missing field', ['eval'], { ...CHAIN, loss: undefined }, /^chain: loss is missing/],
    ['a non-number', ['eval'], { ...CHAIN, x: '1' }, /^chain: x must be a number, found "1"\n$/],
    [
      'a bad chain among others',
      ['eval'],
      [CHAIN, { ...CHAIN, y: null }],
      /^chain: in chain \[1\]: y must be/,
    ],
    ['a run without a rate', ['train'], { ...CHAIN, steps: 1 }, /^chain: eta is missing/],
    ['a run without a length', ['train'], { ...CHAIN, eta: 1 }, /^chain: steps is missing/],
    ['a misspelt field', ['train'], { ...CHAIN, optimizer: 'adam' }, /^chain: optimizer is not a field that/],
    [
      'a misspelt field of a layer',
      ['eval'],
      { ...CHAIN, layers: [...CHAIN.layers, { w: 1, bias: 1, activation: 'tanh' }] },
      /^chain: layers\[2\]\.bias is not a field that is known here: there are w, b, activation\n$/,
    ],
    [
      'a misspelt field of a sample',
      ['train'],
      { ...CHAIN, samples: [{ x: 1, y: 1, 'the\nweight': 2 }] },
      /^chain: samples\[0\]\."the\\nweight" is not a field that/,
    ],
    [
      'more steps than a run has',
      ['train'],
      { ...CHAIN, eta: 1, steps: 1_000_001 },
      /^chain: steps must be at most 1,000,000, found 1000001\n$/,
    ],
    [
      'a further argument',
      ['eval', 'chain.json'],
      CHAIN,
      /^chain: there is nothing to do with "chain\.json"; usage: /,
    ],
    ['an unknown command', ['evaluate'], CHAIN, /^chain: unknown command "evaluate"; usage: /],
    ['no command', [], CHAIN, /^chain: usage: /],
  ]

  it.each(mistakes)('such as %s is one clear line and exit code 2', async (_, args, input, line) => {
    const { code, stdout, stderr } = await chain(args, input)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(line)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })
})
