/** The bars of "Must show" 2: a frame of a screen of 60 Hz, two of them, and what a long task is. */
const FRAME = 17
const TWO_FRAMES = 34

const at = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN
const ms = value => (value === undefined || value === null ? '–' : `${value.toFixed(value < 100 ? 1 : 0)} ms`)
const frames = record =>
  record === undefined
    ? '–'
    : `${at(record.frames, 0.95).toFixed(1)} / ${at(record.frames, 1).toFixed(1)} ms, ${record.longTasks.length} long`

/** Every figure of both beside what must hold. */
export function barsOf({ chainboard: ours, excalidraw: theirs }) {
  const bars = []
  const add = (what, of, show, bar, isHeld) => {
    const [mine, peers] = [ours && of(ours), theirs && of(theirs)]
    const isMissing = mine === undefined || mine === null
    bars.push({
      what,
      ours: show(mine),
      theirs: theirs === undefined ? '' : show(peers),
      bar,
      holds: isMissing ? (ours === undefined ? null : false) : isHeld(mine, peers),
    })
  }
  const holdsFrames = ({ frames, longTasks }) =>
    at(frames, 0.95) <= FRAME && at(frames, 1) <= TWO_FRAMES && longTasks.length === 0
  const moving = (what, of) =>
    add(
      `${what}: frame p95 / worst`,
      of,
      frames,
      `at most ${FRAME} / ${TWO_FRAMES} ms, no long task`,
      holdsFrames,
    )
  const share = (what, of, show, most) =>
    add(what, of, show, `at most ${most} of theirs`, (mine, peers) =>
      peers === undefined || peers === null ? null : mine <= peers * SHARES[most],
    )

  share('load', result => result.load, ms, 'a quarter')
  share('first zoom to fit, until complete', result => result.fit, ms, 'a tenth')
  share('memory of the page’s process', result => result.memory, megabytes, 'a half')
  moving('pan with everything in view', result => result.panAll)
  moving('pan at 100 %', result => result.panClose)
  moving('zoom in from everything', result => result.zoom)
  moving('draw with everything in view, pen-up included', result => result.drawAll)
  moving('draw at 100 %, pen-up included', result => result.drawClose)
  moving('drag everything, let go included', result => result.drag)
  for (const [where, of] of [
    ['with everything in view', result => result.drawAll],
    ['at 100 %', result => result.drawClose],
  ]) {
    add(
      `input to paint, p95, drawing ${where}`,
      result => at(of(result).inputs, 0.95),
      ms,
      'at most 18 ms',
      value => value <= 18,
    )
    share(`processor of 120 pen moves ${where}`, result => of(result).cpu, ms, 'a half')
  }
  add(
    'sharp again after the last zoom',
    result => result.sharp,
    ms,
    'at most 250 ms',
    value => value <= 250,
  )
  return bars
}

const SHARES = { 'a half': 1 / 2, 'a quarter': 1 / 4, 'a tenth': 1 / 10 }

const megabytes = value => (value === undefined || value === null ? '–' : `${value.toFixed(0)} MB`)
