import { type CDPSession, expect, type Page } from '@playwright/test'

/** A place on the canvas, in px from its top left corner. */
export interface Spot {
  readonly x: number
  readonly y: number
}

/** The colours of ink and of highlights as the light theme has them. */
export type Layer = 'pen' | 'highlighter'

const canvasOf = (page: Page) => page.locator('[data-canvas]')

/** Waits until the canvas has its tools, and takes one of them. */
export async function takeTool(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await expect(page.getByRole('button', { name, exact: true })).toHaveAttribute('aria-pressed', 'true')
}

/** A spot of the canvas as a place in the window. */
export async function inWindow(page: Page, { x, y }: Spot): Promise<Spot> {
  const box = await canvasOf(page).boundingBox()
  if (box === null) throw new Error('There is no canvas.')
  return { x: box.x + x, y: box.y + y }
}

/** The spots of a wavy line. */
export const wave = (from: Spot, count = 30): Spot[] =>
  Array.from({ length: count }, (_, i) => ({ x: from.x + 5 * i, y: from.y + 12 * Math.sin(i / 4) }))

/** Draws through the spots with the mouse. */
export async function drag(page: Page, spots: readonly Spot[]): Promise<void> {
  await press(page, spots)
  await page.mouse.up()
}

/** Goes through the spots with the mouse and stays down at the last. */
export async function press(page: Page, spots: readonly Spot[]): Promise<void> {
  const corner = await inWindow(page, { x: 0, y: 0 })
  for (const [i, { x, y }] of spots.entries()) {
    await page.mouse.move(corner.x + x, corner.y + y)
    if (i === 0) await page.mouse.down()
  }
}

/** How much ink there is on a layer within 10 px of a spot, 0…255: the strongest pixel on any of its canvases. */
export function inkAt(page: Page, spot: Spot, layer: Layer = 'pen'): Promise<number> {
  return page.evaluate(
    ([{ x, y }, layer]) => {
      let most = 0
      for (const canvas of document.querySelectorAll<HTMLCanvasElement>(`[data-ink=${layer}] canvas`)) {
        if (canvas.width === 0 || getComputedStyle(canvas).visibility === 'hidden') continue
        const ratio = window.devicePixelRatio
        const context = canvas.getContext('2d')
        const side = 20 * ratio
        const { data } = context?.getImageData((x - 10) * ratio, (y - 10) * ratio, side, side) ?? { data: [] }
        for (let i = 3; i < data.length; i += 4) most = Math.max(most, data[i] ?? 0)
      }
      return most
    },
    [spot, layer] as const,
  )
}

/** How much ink there is anywhere in sight, as `inkAt`. Pages with other bars show the same place elsewhere. */
export function inkAnywhere(page: Page): Promise<number> {
  return page.evaluate(() => {
    let most = 0
    for (const canvas of document.querySelectorAll<HTMLCanvasElement>('[data-ink=pen] canvas')) {
      if (canvas.width === 0 || getComputedStyle(canvas).visibility === 'hidden') continue
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
      for (let i = 3; i < data.length; i += 4) most = Math.max(most, data[i] ?? 0)
    }
    return most
  })
}

/** What is about to be erased is a quarter of this strong, and a thin line not always as strong as it could be. */
export const CLEAR = 120

export const expectInk = (page: Page, spot: Spot, layer?: Layer) =>
  expect.poll(() => inkAt(page, spot, layer)).toBeGreaterThan(CLEAR)

export const expectNoInk = (page: Page, spot: Spot, layer?: Layer) =>
  expect.poll(() => inkAt(page, spot, layer)).toBe(0)

/** How many strokes of a layer the page has in its picture. */
export const expectStrokes = (page: Page, count: number, layer: Layer = 'pen') =>
  expect(page.locator(`[data-ink=${layer}]`)).toHaveAttribute('data-strokes', String(count))

/** A finger, or several, by their events. */
export class Fingers {
  constructor(
    private readonly page: Page,
    private readonly cdp: CDPSession,
  ) {}

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(page, await page.context().newCDPSession(page))
  }

  down = (...spots: readonly Spot[]) => this.send('touchStart', spots)
  move = (...spots: readonly Spot[]) => this.send('touchMove', spots)
  up = (...staying: readonly Spot[]) => this.send('touchEnd', staying)
  cancel = () => this.send('touchCancel', [])

  /** Rests on a spot for longer than a tap, by the clock of its events. */
  async rest(spot: Spot): Promise<void> {
    const now = Date.now() / 1000
    await this.send('touchStart', [spot], now - 0.7)
    await this.send('touchEnd', [], now)
  }

  async drag(spots: readonly Spot[]): Promise<void> {
    const [first, ...others] = spots
    if (first === undefined) return
    await this.down(first)
    for (const spot of others) await this.move(spot)
    await this.up()
  }

  private async send(
    type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel',
    spots: readonly Spot[],
    timestamp?: number,
  ): Promise<void> {
    const touchPoints = await Promise.all(
      spots.map(async (spot, id) => ({ ...(await inWindow(this.page, spot)), id })),
    )
    const when = timestamp === undefined ? {} : { timestamp }
    await this.cdp.send('Input.dispatchTouchEvent', { type, touchPoints, ...when })
  }
}

/** A pen with pressure. */
export class Pen {
  constructor(
    private readonly page: Page,
    private readonly cdp: CDPSession,
  ) {}

  static async on(page: Page): Promise<Pen> {
    return new Pen(page, await page.context().newCDPSession(page))
  }

  async drag(spots: readonly Spot[], force: (i: number) => number): Promise<void> {
    for (const [i, spot] of spots.entries()) {
      if (i === 0) await this.send('mouseMoved', spot, 0)
      await this.send(i === 0 ? 'mousePressed' : 'mouseMoved', spot, force(i))
    }
    await this.send('mouseReleased', spots.at(-1) ?? { x: 0, y: 0 }, 0)
  }

  async send(
    type: 'mousePressed' | 'mouseMoved' | 'mouseReleased',
    spot: Spot,
    force: number,
  ): Promise<void> {
    const { x, y } = await inWindow(this.page, spot)
    const isDown = type !== 'mouseMoved' || force > 0
    await this.cdp.send('Input.dispatchMouseEvent', {
      type,
      x,
      y,
      force,
      pointerType: 'pen',
      button: isDown ? 'left' : 'none',
      buttons: type !== 'mouseReleased' && force > 0 ? 1 : 0,
      clickCount: type === 'mouseMoved' ? 0 : 1,
    })
  }
}
