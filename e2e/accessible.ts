import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** The windows in which a part of the page is looked at: each theme, and each width, once. */
export const WINDOWS = [
  ['light', 1280],
  ['dark', 390],
] as const

/** Axe finds nothing on the page as it is now. */
export async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target).join(', ')}`)).toEqual([])
}
