import { expect, type Page } from '@playwright/test'

/** An annotation as a board puts it on a clipboard: what has its default is left out. */
export interface ShownElement {
  readonly id: string
  readonly kind: string
  readonly x: number
  readonly y: number
  readonly [field: string]: unknown
}

export const annotations = (page: Page) => page.getByRole('listbox', { name: /^Annotations/ })

export const selectionBar = (page: Page) => page.getByRole('toolbar', { name: 'Selection' })

export const tool = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name, exact: true })

/** Waits until the tools and the annotations of a board have come. */
export async function expectCanvas(page: Page): Promise<void> {
  await expect(annotations(page)).toBeAttached()
}

export async function expectCount(page: Page, count: number): Promise<void> {
  await expect(annotations(page)).toHaveAccessibleName(`Annotations: ${count} on the board`)
}

/** Puts a text on the board as the browser does when somebody pastes. */
export function paste(page: Page, data: Readonly<Record<string, string>>): Promise<void> {
  return page.evaluate(data => {
    const clipboardData = new DataTransfer()
    for (const [type, text] of Object.entries(data)) clipboardData.setData(type, text)
    const target = document.activeElement ?? document.body
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, data)
}

/** Puts annotations on an empty board; they are selected then. */
export async function putOnBoard(page: Page, elements: readonly object[]): Promise<void> {
  await expectCanvas(page)
  const json = { format: 'chainboard/annotations', version: 1, layers: [], elements }
  await paste(page, { 'text/plain': JSON.stringify(json) })
  await expectCount(page, elements.length)
}

/** What is selected, as it would go onto a clipboard: from the bottom to the top. */
export async function selectedElements(page: Page): Promise<readonly ShownElement[]> {
  const html = await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    const target = document.activeElement ?? document.body
    target.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }))
    return clipboardData.getData('text/html')
  })
  const packed = /data-chainboard="([^"]*)"/.exec(html)?.[1]
  if (packed === undefined) return []
  return JSON.parse(Buffer.from(packed, 'base64').toString('utf8')).elements
}

/** Everything on the board, from the bottom to the top; selects it. */
export async function allElements(page: Page): Promise<readonly ShownElement[]> {
  await annotations(page).focus()
  await page.keyboard.press('Control+a')
  return selectedElements(page)
}

/** Where a place of the world is on the page. */
export async function onPage(page: Page, x: number, y: number): Promise<{ x: number; y: number }> {
  return page.evaluate(
    ([x, y]) => {
      const world = document.querySelector<HTMLElement>('[data-canvas] [style*="scale("]')
      const canvas = document.querySelector('[data-canvas]')
      if (!world || !canvas) throw new Error('There is no canvas.')
      const { left, top } = canvas.getBoundingClientRect()
      const camera = new DOMMatrix(getComputedStyle(world).transform)
      const at = camera.transformPoint({ x, y })
      return { x: left + at.x, y: top + at.y }
    },
    [x, y] as const,
  )
}

/** Drags with a real mouse from one place of the world to another, in steps. */
export async function drag(
  page: Page,
  from: readonly [number, number],
  to: readonly [number, number],
  keys: readonly string[] = [],
): Promise<void> {
  const start = await onPage(page, ...from)
  const end = await onPage(page, ...to)
  await page.mouse.move(start.x, start.y)
  for (const key of keys) await page.keyboard.down(key)
  await page.mouse.down()
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2)
  await page.mouse.move(end.x, end.y, { steps: 4 })
  await page.mouse.up()
  for (const key of keys) await page.keyboard.up(key)
}

export async function clickAt(
  page: Page,
  x: number,
  y: number,
  options?: { modifiers?: ('Shift' | 'Alt')[] },
): Promise<void> {
  const at = await onPage(page, x, y)
  for (const key of options?.modifiers ?? []) await page.keyboard.down(key)
  await page.mouse.click(at.x, at.y)
  for (const key of options?.modifiers ?? []) await page.keyboard.up(key)
}
