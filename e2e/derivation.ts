import { expect, type Locator, type Page } from '@playwright/test'
import * as Y from 'yjs'
import type { Program } from './stock-client'

export const card = (page: Page) => page.locator('[data-kind="derivation"]')
export const rows = (page: Page) => card(page).locator('[data-line]')
export const row = (page: Page, number: number) => rows(page).nth(number - 1)
export const field = (page: Page, number: number) =>
  page.getByRole('textbox', { name: `Line ${number}`, exact: true })
export const verdictOf = (line: Locator) => line.locator('[data-verdict]:not([data-stale])')

/** What each line says of itself, once it is said of what stands there now. */
export async function verdicts(page: Page): Promise<readonly string[]> {
  await expect(card(page).locator('[data-stale]')).toHaveCount(0)
  return rows(page).evaluateAll(lines => lines.map(line => line.getAttribute('data-verdict') ?? ''))
}

/** The lines as assistive technology hears them, without their numbers. */
export const spoken = (page: Page): Promise<readonly string[]> =>
  rows(page).evaluateAll(lines =>
    lines.map(line => (line.querySelector('.unseen')?.textContent ?? '').replace(/^Line \d+: /, '')),
  )

/** Puts a derivation on the board as another program would. */
export function putDerivation(
  program: Program,
  id: string,
  texts: readonly string[],
  [x, y]: readonly [number, number],
  title = '',
): void {
  const line = (text: string, i: number) =>
    new Y.Map<unknown>([
      ['order', `a${String.fromCharCode(65 + Math.floor(i / 26))}${String.fromCharCode(65 + (i % 26))}`],
      ['text', new Y.Text(text)],
    ])
  program.doc.getMap('annotations').set(
    id,
    new Y.Map<unknown>([
      ['kind', 'derivation'],
      ['x', x],
      ['y', y],
      ['order', 'a0'],
      ['title', title],
      ['lines', new Y.Map(texts.map((text, i) => [`l${i}`, line(text, i)]))],
    ]),
  )
}
