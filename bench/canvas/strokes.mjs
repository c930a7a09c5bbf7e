/** The world over which the strokes are spread, and how many of how many points, in world px. */
export const WORLD = { width: 20_000, height: 12_000 }
export const STROKES = 10_000
export const POINTS = 60

/** The same strokes in every run: a hand that wanders, from a random place on. Points are seen from the first. */
export function* strokes(count = STROKES) {
  const random = mulberry(7)
  for (let i = 0; i < count; i++) {
    const x = Math.round(random() * WORLD.width)
    const y = Math.round(random() * WORLD.height)
    const points = [[0, 0]]
    let heading = random() * 2 * Math.PI
    let turn = 0
    let [px, py] = [0, 0]
    for (let k = 1; k < POINTS; k++) {
      turn = 0.8 * turn + 0.16 * (random() - 0.5)
      heading += turn
      px += 4 * Math.cos(heading)
      py += 4 * Math.sin(heading)
      points.push([Math.round(px * 8) / 8, Math.round(py * 8) / 8])
    }
    yield { x, y, points }
  }
}

/** A small generator of random numbers, 0…1, that gives the same ones for the same seed. */
function mulberry(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
