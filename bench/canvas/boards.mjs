/** How one does on Chainboard what is measured. */
export const CHAINBOARD = {
  async isOpen(page) {
    await page.evaluate(watchSharpness)
    // Everything is here, in its place, and what of it is in sight is painted.
    const open = await page.waitForFunction(count => {
      const ink = document.querySelector('[data-ink=pen]')
      const isThere = Number(ink?.dataset.strokes) >= count && !ink.hasAttribute('data-busy')
      return isThere && { now: window.recorder.now() }
    }, this.strokes)
    return (await open.jsonValue()).now
  },
  showAll: page => page.getByRole('button', { name: 'Show everything' }).click(),
  /** From the key to the last stroke: the glide of the camera included. */
  async isPainted(page, before) {
    const done = await page.waitForFunction(() => {
      const ink = document.querySelector('[data-ink=pen]')
      if (ink.hasAttribute('data-busy')) window.wasBusy = true
      return window.wasBusy && !ink.hasAttribute('data-busy') && { now: window.recorder.now() }
    })
    return (await done.jsonValue()).now - before
  },
  takePen: page => page.getByRole('button', { name: 'Pen', exact: true }).click(),
  showExactly: page => page.getByTitle('Zoom to 100 %').click(),
  /** From the last turn of the wheel until the picture is painted for its zoom. */
  sharpAfter: page => page.evaluate(() => window.sharpAfter),
  async selectAll(page) {
    await page.getByRole('button', { name: 'Select', exact: true }).click()
    await page.keyboard.press('Control+a')
    return { x: 660, y: 320 }
  },
  /** Of how much of the world is in sight, and of where what is selected lies: to see that a gesture was understood. */
  zoom: page => page.getByTitle('Zoom to 100 %').textContent(),
  placeOfSelection: page => page.locator('[data-line=box]').getAttribute('d'),
}

/** Runs in the page: notes how long after the last turn of the wheel the ink was painted to its end. */
function watchSharpness() {
  let lastTurn = 0
  window.addEventListener(
    'wheel',
    ({ timeStamp }) => {
      lastTurn = timeStamp
    },
    { capture: true, passive: true },
  )
  new MutationObserver(() => {
    const ink = document.querySelector('[data-ink=pen]')
    if (ink !== null && !ink.hasAttribute('data-busy')) window.sharpAfter = performance.now() - lastTurn
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-busy'] })
}

/** How one does the same on Excalidraw. */
export const EXCALIDRAW = {
  async isOpen(page) {
    await page.waitForFunction(() => window.excalidraw && document.querySelector('canvas'))
    return null
  },
  async showAll(page) {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+1')
  },
  isPainted: async () => null,
  takePen: page => page.keyboard.press('p'),
  showExactly: page => page.keyboard.press('Control+0'),
  async selectAll(page) {
    await page.keyboard.press('v')
    await page.keyboard.press('Control+a')
    return { x: 660, y: 400 }
  },
  zoom: page => page.evaluate(() => window.excalidraw.getAppState().zoom.value),
  placeOfSelection: page => page.evaluate(() => window.excalidraw.getSceneElements()[0].x),
}
