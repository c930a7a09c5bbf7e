import { expect, type Page, test } from '@playwright/test'
import { createBoard, openBoard, openInNewBrowser, type } from './boards'
import { joinAsProgram } from './stock-client'

/** Everything that the page's policy kept from happening, and every error on its console, hydration included. */
async function watch(page: Page): Promise<string[]> {
  const troubles: string[] = []
  await page.exposeFunction('reportTrouble', (trouble: string) => troubles.push(trouble))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      const { reportTrouble } = window as unknown as { reportTrouble(trouble: string): void }
      reportTrouble(`${violatedDirective} kept out ${blockedURI} ${sample}`)
    })
  })
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text())
  })
  page.on('pageerror', error => troubles.push(error.message))
  return troubles
}

test('the policy keeps nothing out that the start page needs, in both themes', async ({ page }) => {
  const troubles = await watch(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('button', { name: /light and dark/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await type(page, 'w_1', '0.3')
  await page.getByRole('button', { name: 'New board' }).click()
  await page.waitForURL(/\/b\//)
  await expect(page.locator('.katex').first()).toBeVisible()
  await page.goto('/nothing-here')
  await expect(page.getByText('There is nothing at this address')).toBeVisible()
  expect(troubles.filter(trouble => !trouble.includes('404'))).toEqual([])
})

test('the policy keeps nothing out that a board needs: formulas, dialogs, curves, a worker', async ({
  page,
  request,
}) => {
  // Deep enough that a long run takes a while.
  const layers = Array.from({ length: 16 }, () => ({ w: 0.9, activation: 'tanh' }))
  const { id, links } = await createBoard(request, { chain: { x: 1, y: 0.5, loss: 'squared', layers } })
  const troubles = await watch(page)
  await openBoard(page, links.owner)
  await expect(page.locator('.katex').first()).toBeVisible()
  await page.locator('output[aria-label="δ_1"]').hover()
  await expect(page.getByRole('region', { name: 'Formula' }).locator('.katex').first()).toBeVisible()

  for (const item of ['Open an example…', 'Import…', 'Export…', 'Your name…', 'Keyboard']) {
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('menuitem', { name: item }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await page.getByRole('button', { name: 'Share' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Step ×10', exact: true }).click()
  await expect(page.locator('.uplot canvas')).toBeVisible()

  const worker = page.waitForEvent('worker')
  const program = await joinAsProgram(id, links.editor)
  const model = program.doc.getMap('model')
  const steps = model.get('steps') as { set(key: string, value: number): void }
  steps.set(`${model.get('run')}/${program.doc.clientID}`, 900_000)
  await worker
  await expect(page.getByText(/^Computing: step/)).toBeVisible()
  await expect(page.getByText(/^Computing: step/)).toHaveCount(0, { timeout: 30_000 })
  program.leave()
  expect(troubles).toEqual([])
})

test('a script or a style that somebody brought into the page does not run', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.viewer)
  await page.evaluate(async () => {
    const seen: string[] = []
    document.addEventListener('securitypolicyviolation', event => seen.push(event.violatedDirective))
    const place = document.createElement('div')
    place.innerHTML = `<img src="/none" onerror="window.ran = 'a handler'"><style>body { opacity: 0.5 }</style>
      <a href="javascript:window.ran = 'a link'">x</a><object data="/"></object><base href="https://evil.test/">`
    document.body.append(place)
    const script = document.createElement('div')
    script.innerHTML = '<svg><script>window.ran = "markup"</' + 'script></svg>'
    document.body.append(script)
    place.querySelector('a')?.click()
    await fetch('https://evil.test/').catch(() => {})
    const kinds = ['script-src', 'style-src', 'object-src', 'base-uri', 'connect-src']
    const isKeptOut = (kind: string) => seen.some(directive => directive.startsWith(kind))
    while (!kinds.every(isKeptOut)) await new Promise(resolve => setTimeout(resolve, 10))
  })
  expect(await page.evaluate(() => (window as unknown as { ran?: string }).ran)).toBeUndefined()
  expect(await page.evaluate(() => getComputedStyle(document.body).opacity)).toBe('1')
})

test('a script in the page’s own text runs only with the nonce of that one answer', async ({ page }) => {
  await page.route('/', async route => {
    const response = await route.fetch()
    const brought = '<script>window.ran = 1</script><script nonce="AAAA">window.ran = 2</script>'
    await route.fulfill({ response, body: (await response.text()).replace('<head>', `<head>${brought}`) })
  })
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'New board' })).toBeVisible()
  expect(await page.content()).toContain('window.ran = 2')
  expect(await page.evaluate(() => (window as unknown as { ran?: number }).ran)).toBeUndefined()
})

test('two answers never share a nonce, and nobody chooses it', async ({ request }) => {
  const nonces = new Set<string>()
  const theirs = { 'x-nonce': 'their-choice', 'content-security-policy': "script-src 'nonce-their-choice'" }
  for (const headers of [{}, theirs, theirs]) {
    const response = await request.get('/', { headers })
    const nonce = /'nonce-([^']+)'/.exec(response.headers()['content-security-policy'] ?? '')?.[1] ?? ''
    const text = await response.text()
    for (const [tag] of text.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`)
    expect(text).not.toContain('their-choice')
    nonces.add(nonce)
  }
  expect(nonces.size).toBe(3)
})
