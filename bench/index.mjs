// `npm run bench -- <name>`: measures one thing on a built product, with nothing else running on the machine.

const BENCHES = {
  engine:
    'both passes at 10, 100 and 1,000 layers next to hand-written loops, a tape and TensorFlow.js; the functions next to Math',
  simulator: 'many seeds of the simulated rooms (--seeds 20000), or one with its trace (--seed 7)',
  frame:
    'what a change of one weight costs until every derived value stands on the page, at 3, 10 and 64 layers',
}

const name = process.argv[2]
if (!Object.hasOwn(BENCHES, name ?? '')) {
  console.log('Usage: npm run bench -- <name>\n')
  for (const [bench, words] of Object.entries(BENCHES)) console.log(`  ${bench.padEnd(10)}${words}`)
  process.exit(name === undefined ? 0 : 2)
}

const { bench } = await import(`./${name}.mjs`)
await bench()
