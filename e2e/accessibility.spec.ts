import { expect, test } from '@playwright/test'
import { expectNoFindings } from './accessible'
import { createBoard, openInNewBrowser } from './boards'

for (const theme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    test(`axe finds nothing on home and board, ${theme}, ${width} wide`, async ({ browser, request }) => {
      const { links } = await createBoard(request)
      const page = await openInNewBrowser(browser, links.owner)
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: 900 })
      await page.reload()
      await expect(page.locator('.katex').first()).toBeVisible()
      await expectNoFindings(page)

      await page.getByRole('button', { name: 'Share' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNoFindings(page)

      await page.goto('/')
      await expect(page.getByRole('button', { name: 'New board' })).toBeVisible()
      await expectNoFindings(page)
    })
  }
}

test('axe finds nothing in the menu, its dialogs and the samples', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  await page.emulateMedia({ reducedMotion: 'reduce' })

  await page.getByRole('button', { name: 'Samples' }).click()
  await page.getByRole('button', { name: 'Use a table' }).click()
  await page.getByRole('button', { name: 'Paste…' }).click()
  await expectNoFindings(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Close samples' }).click()

  await page.getByRole('button', { name: 'Menu' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await expectNoFindings(page)
  await page.keyboard.press('Escape')

  for (const item of ['Open an example…', 'Import…', 'Export…', 'Your name…', 'Keyboard']) {
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('menuitem', { name: item }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectNoFindings(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
})
