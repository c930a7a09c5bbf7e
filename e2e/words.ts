import type { Page } from '@playwright/test'
import * as Y from 'yjs'
import type { Program } from './stock-client'

export const tool = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name, exact: true })
export const word = (page: Page, name: 'Text' | 'Note' | 'Formula') => page.getByRole('group', { name })
export const source = (page: Page) => page.getByRole('textbox', { name: 'LaTeX source' })

/** A place on the canvas that is free, in the window's pixels; `across` and `down` from its lower left corner. */
export async function freePlace(page: Page, across = 140, down = 170): Promise<[number, number]> {
  const box = await page.locator('[data-canvas]').boundingBox()
  if (box === null) throw new Error('There is no canvas.')
  return [box.x + across, box.y + box.height - down]
}

export async function place(page: Page, name: string, across?: number): Promise<void> {
  await tool(page, name).click()
  await page.mouse.click(...(await freePlace(page, across)))
}

/** Puts a formula or a text on the board as another program would, whatever it holds. */
export function put(
  program: Program,
  id: string,
  kind: 'math' | 'text' | 'note',
  text: string,
  place: [number, number],
) {
  const element = new Y.Map<unknown>([
    ['kind', kind],
    ['x', place[0]],
    ['y', place[1]],
    ['order', 'a0'],
    ['text', new Y.Text(text)],
  ])
  program.doc.getMap('annotations').set(id, element)
}
