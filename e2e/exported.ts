import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'

export async function openMenuItem(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name }).click()
}

/** Opens the dialog, waits for its preview, and takes what a button gives. */
export async function exported(page: Page, format: string): Promise<Buffer> {
  await openMenuItem(page, 'Export…')
  await expect(page.getByRole('img', { name: 'Preview of the export' })).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: format, exact: true }).click()
  const path = await (await download).path()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  return readFile(path)
}
