const FRAME_MS = 16

/** A board that is not through with a gesture by then is left in its middle, in ms, but for some steps of it: its frames have been seen. */
const PATIENCE_MS = 8_000
const LEAST_STEPS = 3

/** Does something so many times, as often as a hand's device reports it. */
async function paced(count, act) {
  const begin = performance.now()
  for (let i = 0; i < count && (i < LEAST_STEPS || performance.now() - begin < PATIENCE_MS); i++) {
    await act(i)
    const wait = begin + (i + 1) * FRAME_MS - performance.now()
    if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait))
  }
}

const MIDDLE = { x: 660, y: 320 }

/** What a hand does on either board, by real events of the mouse and the wheel. */
export const panning = async page => {
  await page.mouse.move(MIDDLE.x, MIDDLE.y)
  await paced(120, i => page.mouse.wheel(i < 30 || i >= 90 ? 12 : -12, i % 60 < 30 ? 8 : -8))
}

/** From everything in view down to 100 % and on, about the middle. */
export const zoomingIn = async page => {
  await page.mouse.move(MIDDLE.x, MIDDLE.y)
  await page.keyboard.down('Control')
  await paced(90, () => page.mouse.wheel(0, -40))
  await page.keyboard.up('Control')
}

/** A stroke of 120 moves, of two seconds. */
export const drawing = async page => {
  await page.mouse.move(MIDDLE.x - 240, MIDDLE.y)
  await page.mouse.down()
  await paced(120, i => page.mouse.move(MIDDLE.x - 240 + 4 * i, MIDDLE.y + 60 * Math.sin(i / 9)))
  await page.mouse.up()
}

export const dragging = async (page, from) => {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await paced(90, i => page.mouse.move(from.x + 20 + 2 * i, from.y + Math.round(20 * Math.sin(i / 12))))
  await page.mouse.up()
}
