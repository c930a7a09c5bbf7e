import { type APIRequestContext, type Browser, expect, type Page, test } from '@playwright/test'
import {
  badge,
  createBoard,
  derived,
  expectAgreement,
  openBoard,
  openInNewBrowser,
  openTwoBrowsers,
  parameter,
  type,
} from './boards'
import { joinAsProgram } from './stock-client'

const MILLION = 'step 1,000,000 of 1,000,000'
const scrubber = (page: Page) => page.getByRole('slider', { name: 'Step of the run' })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const computed = (page: Page) => page.getByRole('progressbar', { name: 'Computed of the run' })
const shownStep = async (page: Page) => Number(await scrubber(page).inputValue())

/** Long enough that nobody's browser is through with it before it is stopped. */
const deepChain = () => ({
  x: 1,
  y: 0.5,
  loss: 'squared',
  eta: 0.0001,
  layers: Array.from({ length: 16 }, () => ({ w: 0.9, activation: 'tanh' })),
})

async function boardWithDeepChain(request: APIRequestContext) {
  return createBoard(request, { chain: deepChain() })
}

/** A program takes many steps at once, as any client may. */
async function takeSteps(count: number, id: string, link: string): Promise<() => void> {
  const program = await joinAsProgram(id, link)
  const model = program.doc.getMap('model')
  const steps = model.get('steps') as { set(key: string, value: number): void }
  steps.set(`${model.get('run')}/${program.doc.clientID}`, count)
  return program.leave
}

/** Two browsers on a board on which a program takes a million steps of a deep chain. */
async function openOnLongRun(browser: Browser, request: APIRequestContext) {
  const { id, links } = await boardWithDeepChain(request)
  const [ada, bob] = await openTwoBrowsers(browser, links.editor)
  const leave = await takeSteps(1_000_000, id, links.editor)
  return { ada, bob, leave }
}

test('somebody’s long run is computed with progress, stopped and continued, in this browser alone', async ({
  browser,
  request,
}) => {
  const { ada, bob, leave } = await openOnLongRun(browser, request)

  await expect(computed(ada)).toBeVisible()
  await expect(ada.getByText(/^Computing: step [\d,]+ of 1,000,000\./)).toBeVisible()
  const early = Number(await computed(ada).getAttribute('aria-valuenow'))
  await expect
    .poll(async () => Number(await computed(ada).getAttribute('aria-valuenow')))
    .toBeGreaterThan(early)

  // By keyboard: the one button of the control keeps the focus.
  await button(ada, 'Stop computing').focus()
  await ada.keyboard.press('Enter')
  await expect(button(ada, 'Continue')).toBeFocused()
  await expect(ada.getByText(/^Computed to step [\d,]+ of 1,000,000\. To edit/)).toBeVisible()
  await expect(computed(bob)).toBeVisible()
  await expect(button(bob, 'Stop computing')).toBeVisible()

  const reached = await shownStep(ada)
  expect(reached).toBeGreaterThan(0)
  expect(reached).toBeLessThan(1_000_000)
  await expect(ada.getByText('Not compared yet')).toBeVisible()

  // What is not computed cannot be edited (E12), nor built on by steps, and the page says why.
  await expect(parameter(ada, 'w_1')).toHaveAttribute('aria-readonly', 'true')
  await expect(button(ada, 'Step')).toHaveAttribute('title', /still to be computed/)

  // What is computed can be looked at and edited; what is not cannot be reached.
  await scrubber(ada).fill(String(Math.floor(reached / 2)))
  await expect(ada.getByText(/^You look at step .*; an edit starts a new run from here\.$/)).toBeVisible()
  await expect(parameter(ada, 'w_1')).toHaveAttribute('aria-readonly', 'false')
  await scrubber(ada).fill('999999')
  await expect.poll(() => shownStep(ada)).toBe(reached)
  await expect(parameter(ada, 'w_1')).toHaveAttribute('aria-readonly', 'true')

  await button(ada, 'Continue').click()
  await expect(button(ada, 'Stop computing')).toBeVisible()
  await expect.poll(() => shownStep(ada)).toBeGreaterThan(reached)
  leave()
})

test('an edit at a step that is computed leaves the rest of a long run behind, for everybody', async ({
  browser,
  request,
}) => {
  const { ada, bob, leave } = await openOnLongRun(browser, request)
  await button(bob, 'Stop computing').click()
  await expect(button(bob, 'Continue')).toBeVisible()
  await scrubber(bob).fill('100')
  await type(bob, 'w_2', '0.7')
  for (const page of [ada, bob]) {
    await expect(scrubber(page)).toHaveAttribute('aria-valuetext', 'no steps yet')
    await expect(computed(page)).toHaveCount(0)
    await expect(badge(page)).toHaveText('2 of 2 agree')
  }
  await expectAgreement([ada, bob])
  leave()
})

test('a run that is left behind while it is computed ends its worker', async ({ browser, request }) => {
  const { id, links } = await boardWithDeepChain(request)
  const ada = await openInNewBrowser(browser, links.editor)
  const begun = ada.waitForEvent('worker')
  const leave = await takeSteps(1_000_000, id, links.editor)
  const ended = (await begun).waitForEvent('close')
  await expect(computed(ada)).toBeVisible()
  await button(ada, 'Back to the start weights').click()
  await ended
  await expect(scrubber(ada)).toHaveAttribute('aria-valuetext', 'no steps yet')
  await expect(computed(ada)).toHaveCount(0)
  leave()
})

test.describe('without workers', () => {
  for (const [name, takeWorkersAway] of [
    ['where the browser has none', () => Reflect.deleteProperty(window, 'Worker')],
    [
      'where they do not start',
      () => {
        const Original = window.Worker
        window.Worker = class extends Original {
          constructor() {
            super('/there-is-no-such-script.js')
          }
        }
      },
    ],
  ] as const) {
    test(`a long run is computed in slices of frames ${name}, with the same bits`, async ({
      browser,
      request,
    }) => {
      const { id, links } = await createBoard(request)
      const context = await browser.newContext()
      await context.addInitScript(takeWorkersAway)
      const slow = await context.newPage()
      await openBoard(slow, links.editor)
      const usual = await openInNewBrowser(browser, links.editor)
      const leave = await takeSteps(200_000, id, links.editor)
      for (const page of [slow, usual]) {
        await expect(scrubber(page)).toHaveAttribute('aria-valuetext', 'step 200,000 of 200,000', {
          timeout: 30_000,
        })
        await expect(badge(page)).toHaveText('2 of 2 agree')
      }
      await expectAgreement([slow, usual])
      expect(slow.workers()).toHaveLength(0)
      leave()
    })
  }
})

test('a million steps are taken in one go, are one undo item, and have the same bits everywhere', async ({
  browser,
  request,
}) => {
  const { links } = await createBoard(request)
  const [ada, bob] = await openTwoBrowsers(browser, links.editor)
  const before = await derived(ada, 'L').getAttribute('data-value')
  await ada.getByRole('spinbutton', { name: 'Steps of a run' }).fill('1000000')
  const scripts = workerScriptsOf(ada)
  await button(ada, 'Run').click()
  const progress = ada.getByRole('progressbar', { name: 'Progress of the run' })
  await expect(progress).toHaveAttribute('aria-valuetext', /of 1,000,000 steps$/)
  for (const page of [ada, bob])
    await expect(scrubber(page)).toHaveAttribute('aria-valuetext', MILLION, { timeout: 30_000 })
  expect(scripts.length).toBeGreaterThan(0)
  await expect(ada.getByText('Took 1,000,000 steps.')).toBeVisible()
  await expectAgreement([ada, bob])
  for (const page of [ada, bob]) await expect(badge(page)).toHaveText('2 of 2 agree')

  await scrubber(ada).fill('777777')
  await expect(scrubber(ada)).toHaveAttribute('aria-valuetext', 'step 777,777 of 1,000,000')
  await scrubber(bob).fill('777777')
  await expectAgreement([ada, bob])

  await ada.keyboard.press('Control+z')
  for (const page of [ada, bob]) {
    await expect(scrubber(page)).toHaveAttribute('aria-valuetext', 'no steps yet')
    await expect(derived(page, 'L')).toHaveAttribute('data-value', before ?? '')
  }
})

test('a Run of many steps that is stopped keeps those that are taken', async ({ browser, request }) => {
  const { links } = await boardWithDeepChain(request)
  const ada = await openInNewBrowser(browser, links.editor)
  await ada.getByRole('spinbutton', { name: 'Steps of a run' }).fill('1000000')
  await button(ada, 'Run').click()
  await expect.poll(() => shownStep(ada)).toBeGreaterThan(0)
  await button(ada, 'Stop').click()
  await expect(ada.getByText(/^Stopped after [\d,]+ of 1,000,000 steps\. They are kept\.$/)).toBeVisible()
  await expect(button(ada, 'Run')).toBeFocused()
  await expect.poll(() => ada.workers().length).toBe(0)
  await ada.keyboard.press('Control+z')
  await expect(scrubber(ada)).toHaveAttribute('aria-valuetext', 'no steps yet')
})

/** The scripts that workers of a page were started from, from now on. */
function workerScriptsOf(page: Page): string[] {
  const scripts: string[] = []
  page.on('worker', worker => scripts.push(worker.url()))
  return scripts
}
