import { expect, test } from '@playwright/test'
import {
  badge,
  createBoard,
  derived,
  expectAgreement,
  openInNewBrowser,
  openTwoBrowsers,
  parameter,
  type,
} from './boards'

test('an edit in any of three browsers is seen in the others, and all agree to the last bit', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const pages = await Promise.all([
    openInNewBrowser(browser, links.owner),
    openInNewBrowser(browser, links.editor),
    openInNewBrowser(browser, links.editor),
  ])
  const edits = [
    ['w_1', '1/3', '0.3333333333333333'],
    ['w_2', '-sqrt(2)/2', '-0.7071067811865476'],
    ['x', '1e-3', '0.001'],
  ] as const
  for (const [i, [name, text, exact]] of edits.entries()) {
    const author = pages[i]
    if (!author) throw new Error('there are three pages')
    await type(author, name, text)
    for (const page of pages) await expect(parameter(page, name)).toHaveAttribute('data-value', exact)
  }
  await expectAgreement(pages)
  for (const page of pages) await expect(badge(page)).toHaveText('3 of 3 agree')

  const late = await openInNewBrowser(browser, links.viewer)
  await expectAgreement([...pages, late])
  for (const page of [...pages, late]) await expect(badge(page)).toHaveText('4 of 4 agree')
})

test('each participant undoes only their own edits', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const [ada, bob] = await openTwoBrowsers(browser, links.editor)
  const before = await parameter(ada, 'w_1').getAttribute('data-value')
  await type(ada, 'w_1', '2')
  await expect(parameter(bob, 'w_1')).toHaveAttribute('data-value', '2')
  await type(bob, 'w_2', '3')
  await expect(parameter(ada, 'w_2')).toHaveAttribute('data-value', '3')

  await ada.keyboard.press('Control+z')
  for (const page of [ada, bob]) {
    await expect(parameter(page, 'w_1')).toHaveAttribute('data-value', before ?? '')
    await expect(parameter(page, 'w_2')).toHaveAttribute('data-value', '3')
  }
  await expect(ada.getByRole('button', { name: 'Undo my last edit' })).toBeDisabled()
})

test('a slider drag is one undo item', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  const before = await parameter(page, 'w_1').getAttribute('data-value')
  const box = await page.getByRole('slider', { name: 'w_1 slider' }).boundingBox()
  if (!box) throw new Error('the slider is on the page')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + box.width / 2, y)
  await page.mouse.down()
  for (const share of [0.6, 0.7, 0.8, 0.9]) await page.mouse.move(box.x + box.width * share, y)
  await page.mouse.up()
  await expect(parameter(page, 'w_1')).not.toHaveAttribute('data-value', before ?? '')
  await page.keyboard.press('Control+z')
  await expect(parameter(page, 'w_1')).toHaveAttribute('data-value', before ?? '')
})

test('a layer that is removed while another is edited leaves the edit in place', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const [ada, bob] = await openTwoBrowsers(browser, links.editor)
  await parameter(bob, 'w_3').focus()
  await ada.getByRole('button', { name: 'Remove layer 2' }).click()
  await expect(parameter(bob, 'w_3')).toHaveCount(0)
  await bob.keyboard.type('0.75')
  await bob.keyboard.press('Enter')
  for (const page of [ada, bob]) await expect(parameter(page, 'w_2')).toHaveAttribute('data-value', '0.75')
  await expectAgreement([ada, bob])
})

test('two tabs of one person count as one and follow each other', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const first = await openInNewBrowser(browser, links.editor)
  const second = await first.context().newPage()
  await second.goto(links.editor)
  await expect(badge(second)).toHaveText('1 of 1 agree')
  await type(first, 'w_1', '0.25')
  await expect(parameter(second, 'w_1')).toHaveAttribute('data-value', '0.25')
  await second.close()
  await expect(badge(first)).toHaveText('1 of 1 agree')
  await expect(derived(first, 'L')).toBeVisible()
})

test('after a reload and a late join everybody agrees, and nobody is said to have come who was there', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const [ada, bob] = await openTwoBrowsers(browser, links.editor)
  await ada.reload()
  for (const page of [ada, bob]) await expect(badge(page)).toHaveText('2 of 2 agree')
  await expect(ada.getByText(/joined/)).toHaveCount(0)
})

test('others see my name where I edit, and my cursor', async ({ browser, request }) => {
  const { links } = await createBoard(request)
  const [ada, bob] = await openTwoBrowsers(browser, links.editor)
  const people = ada.getByRole('list', { name: '2 on this board' })
  const bobsName = (await people.getByRole('img').getAttribute('aria-label'))?.replace(' (editor)', '')
  if (!bobsName) throw new Error('the other participant has a name')
  await parameter(bob, 'w_2').focus()
  await expect(ada.getByRole('group', { name: 'Layer 2' }).getByText(bobsName)).toBeVisible()
  await derived(bob, 'f_1').hover()
  const cursor = ada.getByTestId('cursor').filter({ hasText: bobsName })
  await expect(cursor).toBeVisible()
  const before = await cursor.boundingBox()
  await derived(bob, 'f_3').hover()
  await expect.poll(async () => (await cursor.boundingBox())?.x).toBeGreaterThan((before?.x ?? 0) + 100)
  await bob.context().close()
  await expect(ada.getByText(`${bobsName} left`)).toBeVisible()
})
