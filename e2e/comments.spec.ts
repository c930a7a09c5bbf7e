import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectNoFindings, WINDOWS } from './accessible'
import { createBoard, derived, openBoard, openInNewBrowser, openTwoBrowsers } from './boards'

const pins = (page: Page) => page.getByRole('button', { name: /^Comment by / })
const box = (page: Page, name = 'Comment') => page.getByRole('textbox', { name, exact: true })
const thread = (page: Page) => page.getByRole('dialog')
/** What stands in the thread that is open. */
const said = (page: Page, text: string) => thread(page).getByRole('listitem').filter({ hasText: text })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const panel = (page: Page) => page.getByRole('region', { name: 'Comments' })

/** A person who goes by a name. */
async function openAs(browser: Browser, link: string, name: string): Promise<Page> {
  const context = await browser.newContext()
  await context.addInitScript(
    person => {
      if (localStorage.getItem('chainboard.person') === null)
        localStorage.setItem('chainboard.person', person)
    },
    JSON.stringify({ token: `token-of-${name.replace(/\W/g, '-')}-`.padEnd(43, '0'), name, color: 3 }),
  )
  const page = await context.newPage()
  await openBoard(page, link)
  await expectReady(page)
  return page
}

/** The comments come a moment after the chain. */
const expectReady = (page: Page) => expect(button(page, /^Comments/)).toBeVisible()

/** Puts the focus on a value of the chain and presses C. */
async function pressOn(page: Page, quantity: string): Promise<void> {
  await expectReady(page)
  await derived(page, quantity).focus()
  await page.keyboard.press('c')
}

/** Presses C with the focus on a value of the chain and says something. */
async function commentOn(page: Page, quantity: string, text: string): Promise<void> {
  await pressOn(page, quantity)
  await expect(box(page)).toBeFocused()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
  await expect(said(page, text)).toBeVisible()
}

/** Clicks with the comment tool at a place of the canvas. */
async function commentAt(page: Page, x: number, y: number, text: string): Promise<void> {
  await button(page, 'Comment').first().click()
  await page.locator('[data-canvas]').click({ position: { x, y } })
  await box(page).fill(text)
  await button(page, 'Send').click()
  await expect(said(page, text)).toBeVisible()
}

test('two people talk: a comment, a reply, and done; what the other said is unread until it is opened', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const [ada, bob] = [
    await openAs(browser, links.editor, 'Ada'),
    await openAs(browser, links.annotator, 'Bob'),
  ]
  await commentAt(ada, 500, 60, 'Why is this so small?')
  await ada.keyboard.press('Escape')
  await expect(thread(ada)).toHaveCount(0)

  await expect(button(bob, 'Comments, 1 unread')).toBeVisible()
  await pins(bob).click()
  await expect(said(bob, 'Why is this so small?')).toBeVisible()
  await expect(thread(bob).locator('time')).toHaveAttribute('title', /\d{4}/)
  await box(bob, 'Reply').fill('It saturates.')
  await bob.keyboard.press('Enter')
  await expect(said(bob, 'It saturates.')).toBeVisible()
  await expect(button(bob, /^Comments, /)).toHaveCount(0)

  await expect(button(ada, 'Comments, 1 unread')).toBeVisible()
  await pins(ada).click()
  await expect(said(ada, 'It saturates.')).toBeVisible()
  await thread(ada).getByRole('button', { name: 'Resolve' }).click()
  await expect(pins(ada)).toHaveCount(0)
  await button(ada, 'Comments').last().click()
  await panel(ada).getByText('Resolved (1)').click()
  await panel(ada)
    .getByRole('button', { name: /Why is this so small/ })
    .click()
  await expect(thread(ada).getByText('Resolved by Ada.')).toBeVisible()
  await thread(ada).getByRole('button', { name: 'Open again' }).click()
  await expect(pins(bob)).toBeVisible()
})

test('a comment on δ_2 follows it when a layer is inserted before, and is found on the other’s board', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const [ada, bob] = await openTwoBrowsers(browser, links.editor)
  await commentOn(ada, 'δ_2', 'Here it vanishes')
  await ada.keyboard.press('Escape')
  await expect(pins(bob)).toHaveAccessibleName(/on δ_2: Here it vanishes/)
  const distance = async (page: Page, quantity: string) => {
    const [pin, value] = [await pins(page).boundingBox(), await derived(page, quantity).boundingBox()]
    return Math.hypot((pin?.x ?? 0) - (value?.x ?? 1e6), (pin?.y ?? 0) - (value?.y ?? 1e6))
  }
  expect(await distance(bob, 'δ_2')).toBeLessThan(150)
  await button(ada, /Insert a layer/i)
    .first()
    .click()
  await expect(pins(bob)).toHaveAccessibleName(/on δ_3: Here it vanishes/)
  await expect(async () => expect(await distance(bob, 'δ_3')).toBeLessThan(150)).toPass()
})

test('who is mentioned is told, and the name is completed while it is typed', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const [ada, bob] = [
    await openAs(browser, links.editor, 'Ada'),
    await openAs(browser, links.editor, 'Bob Noether'),
  ]
  await expect(ada.getByRole('list', { name: '2 on this board' })).toBeVisible()
  await pressOn(ada, 'δ_1')
  await expect(box(ada)).toBeFocused()
  await ada.keyboard.type('Look @noe')
  await expect(ada.getByRole('option', { name: 'Bob Noether' })).toBeVisible()
  await ada.keyboard.press('Enter')
  await expect(box(ada)).toHaveValue('Look @Bob Noether ')
  await ada.keyboard.type('please')
  await ada.keyboard.press('Enter')
  await expect(bob.getByText('Ada mentions you in a comment.')).toBeVisible()
  await button(bob, 'Comments, 1 unread').click()
  await panel(bob)
    .getByRole('button', { name: /1 unread, mentions you/ })
    .click()
  await expect(said(bob, '@Bob Noether')).toBeVisible()
})

test('keyboard alone: comment, change it, delete it, and the focus comes back', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const ada = await openInNewBrowser(browser, links.annotator)
  await commentOn(ada, 'z_1', 'frist')
  await thread(ada).getByRole('button', { name: 'Change this comment' }).press('Enter')
  await box(ada, 'Change your comment').fill('first')
  await box(ada, 'Change your comment').press('Enter')
  await expect(said(ada, 'first')).toBeVisible()
  await expect(thread(ada).getByText('edited')).toBeVisible()
  await thread(ada).getByRole('button', { name: 'Delete this comment' }).press('Enter')
  await expect(pins(ada)).toHaveCount(0)
  await ada.keyboard.press('Escape')
  await expect(derived(ada, 'z_1')).toBeFocused()
})

test('a viewer reads comments, and is offered nothing to write', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const ada = await openInNewBrowser(browser, links.annotator)
  await commentOn(ada, 'f_1', 'for all to see')
  const viewer = await openInNewBrowser(browser, links.viewer)
  await pins(viewer).click()
  await expect(said(viewer, 'for all to see')).toBeVisible()
  await expect(thread(viewer).getByRole('textbox')).toHaveCount(0)
  await expect(thread(viewer).getByRole('button', { name: /Resolve|Delete|Change/ })).toHaveCount(0)
  await viewer.keyboard.press('Escape')
  await pressOn(viewer, 'f_1')
  await expect(thread(viewer)).toHaveCount(0)
})

test('without a network the words stay where they were typed, and go when it is back', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const ada = await openInNewBrowser(browser, links.editor)
  await pressOn(ada, 'δ_1')
  await ada.context().setOffline(true)
  await box(ada).fill('not lost')
  await ada.keyboard.press('Enter')
  await expect(thread(ada).getByRole('alert')).toContainText('What you typed is kept here.')
  await ada.keyboard.press('Escape')
  await expect(thread(ada)).toHaveCount(0)
  await ada.context().setOffline(false)
  await pressOn(ada, 'δ_1')
  await expect(box(ada)).toHaveValue('not lost')
  await ada.keyboard.press('Enter')
  await expect(said(ada, 'not lost')).toBeVisible()
  await expect(pins(ada)).toHaveCount(1)
})

test('a page that was read stays read after a reload', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const [ada, bob] = await openTwoBrowsers(browser, links.editor)
  await commentOn(ada, 'δ_1', 'once')
  await pins(bob).click()
  await expect(thread(bob)).toBeVisible()
  await bob.keyboard.press('Escape')
  await bob.reload()
  await expect(pins(bob)).toHaveAccessibleName(/: once$/)
  await expect(button(bob, /^Comments, /)).toHaveCount(0)
})

for (const [theme, width] of WINDOWS) {
  test(`axe finds nothing in comments, ${theme}, ${width} wide`, async ({ browser, request }) => {
    const { links } = await createBoard(request)
    const bob = await openAs(browser, links.editor, 'Bob')
    await commentOn(bob, 'δ_1', 'Look at this, @Ada: it is ten times smaller than it was a step ago.')
    const ada = await openAs(browser, links.owner, 'Ada')
    await ada.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await ada.setViewportSize({ width, height: 900 })
    await ada.reload()
    await expect(pins(ada)).toBeVisible()
    await button(ada, 'Comments, 1 unread').click()
    await expect(panel(ada)).toBeFocused()
    await ada.screenshot({ path: `test-results/comments-panel-${theme}-${width}.png` })
    await expectNoFindings(ada)
    await panel(ada)
      .getByRole('button', { name: /Look at this/ })
      .click()
    await expect(thread(ada)).toBeVisible()
    await box(ada, 'Reply').fill('So it is. $\\delta_1$ again')
    await ada.keyboard.press('Enter')
    await expect(said(ada, 'So it is.')).toBeVisible()
    await box(ada, 'Reply').fill('@B')
    await expect(ada.getByRole('option', { name: 'Bob' })).toBeVisible()
    await ada.screenshot({ path: `test-results/comments-thread-${theme}-${width}.png` })
    await expectNoFindings(ada)
  })
}
