// `npm run bench -- <name>`: measures one thing on a built product, with nothing else running on the machine.

const BENCHES = {
  engine:
    'both passes at 10, 100 and 1,000 layers next to hand-written loops, a tape and TensorFlow.js; the functions next to Math',
  notation:
    'reading and checking one line of a derivation, as people write it and as hostile clients do, at 64 layers',
  simulator: 'many seeds of the simulated rooms (--seeds 20000), or one with its trace (--seed 7)',
  frame:
    'what a change of one weight costs until every derived value stands on the page, at 3, 10 and 64 layers',
  run: 'a run of a million steps: frames, long tasks, any step of it, and the digest of a second browser, at 3 and 64 layers',
  'live-stroke':
    'how soon the other’s screen shows what somebody draws for five seconds, and whether any of it flickers',
  derivation:
    'a hundred lines of derivation with live numbers while a weight is dragged: frames, and when all verdicts are there',
  canvas: 'the page of a board with 10,000 strokes next to Excalidraw (--only chainboard|excalidraw)',
  'hostile-words':
    'the longest task in another’s page while formulas and texts come that are as much work as may be',
  kill: 'what is lost when the server is killed 50 times and stopped 20 times under load, and how soon it is back',
  restart: 'how soon 300 people are back after a restart of the server, with what they did meanwhile',
  rooms:
    'the sync server next to @y/websocket-server and Hocuspocus (--only 1,2 --peers chainboard,hocuspocus --seconds 10)',
  saved: 'how long an edit takes to be saved, and what blocks the server, with 100 people editing',
  wal: 'how large the write-ahead log becomes under steady writing, with readers and a backup (--minutes 30)',
  attacks:
    'how soon honest people work as before after each attack of the catalogue, on that board and on another',
  memory: 'what the server holds after 2,000 visits to 500 boards, and with 300 people on a board of 1 MB',
}

const name = process.argv[2]
if (!Object.hasOwn(BENCHES, name ?? '')) {
  console.log('Usage: npm run bench -- <name>\n')
  for (const [bench, words] of Object.entries(BENCHES)) console.log(`  ${bench.padEnd(13)}${words}`)
  process.exit(name === undefined ? 0 : 2)
}

const { bench } = await import(`./${name}.mjs`)
await bench(process.argv.slice(3))
