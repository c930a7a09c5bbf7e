import { type APIRequestContext, type Browser, expect, type Page } from '@playwright/test'

export interface CreatedBoard {
  id: string
  links: Record<'owner' | 'editor' | 'annotator' | 'viewer', string>
}

/** Makes a board through the public API, as another program would. */
export async function createBoard(request: APIRequestContext, data: object = {}): Promise<CreatedBoard> {
  const response = await request.post('/api/boards', { data })
  expect(response.status()).toBe(201)
  return response.json()
}

/** Replaces the link of a role, as its owner may: whoever holds the old one is sent out. */
export async function rotateLink(
  request: APIRequestContext,
  { id, links }: CreatedBoard,
  role: keyof CreatedBoard['links'],
): Promise<void> {
  const answer = await request.post(`/api/boards/${id}/rotate`, {
    data: { role },
    headers: { Authorization: `Bearer ${links.owner.split('#')[1]}` },
  })
  expect(answer.ok()).toBe(true)
}

/** Opens a link in a browser of its own (nothing shared with the others) and waits until the board and its tools are there. */
export async function openInNewBrowser(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await openBoard(page, link)
  return page
}

/** Two participants who came by the same link, each in a browser of their own. */
export function openTwoBrowsers(browser: Browser, link: string): Promise<[Page, Page]> {
  return Promise.all([openInNewBrowser(browser, link), openInNewBrowser(browser, link)])
}

export async function openBoard(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await expect(page.getByRole('spinbutton', { name: 'w_1', exact: true })).toBeVisible()
  await expect(page.getByRole('status', { name: 'Connection' })).toHaveText(/Saved|Live/)
  await expect(page.getByRole('toolbar', { name: 'Tools' })).toBeVisible()
}

export const parameter = (page: Page, name: string) => page.getByRole('spinbutton', { name, exact: true })

export const derived = (page: Page, name: string) => page.locator(`output[aria-label="${name}"]`)

/** Types a value into a parameter, as a person would. */
export async function type(page: Page, name: string, text: string): Promise<void> {
  const field = parameter(page, name)
  await field.focus()
  await field.fill(text)
  await field.press('Enter')
  await field.blur()
}

/** Every derived value on the page at full precision, by name. */
export function derivedValues(page: Page): Promise<Record<string, string>> {
  return page
    .locator('output[data-value]')
    .evaluateAll(outputs =>
      Object.fromEntries(
        outputs.map(output => [output.getAttribute('aria-label'), output.getAttribute('data-value')]),
      ),
    )
}

/** Waits until all pages show the same derived values, to the last digit. */
export async function expectAgreement(pages: readonly Page[]): Promise<void> {
  await expect(async () => {
    const [first, ...others] = await Promise.all(pages.map(derivedValues))
    expect(Object.keys(first ?? {}).length).toBeGreaterThan(5)
    for (const values of others) expect(values).toEqual(first)
  }).toPass()
}

export const connection = (page: Page) => page.getByRole('status', { name: 'Connection' })

export const badge = (page: Page) => page.getByText(/\d+ of \d+ agree/)
