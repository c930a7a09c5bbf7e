import { type Browser, chromium, type LaunchOptions, type Page } from '@playwright/test'
import { freePort } from './free-port'

/** A browser whose pages can be frozen, as phones freeze them in the background and desktops to save memory. */
export interface FreezingBrowser {
  /** Has Playwright's own pages, which cannot. */
  readonly usual: Browser
  newPage(): Promise<Page>
  /** From here on no task of the page runs, timers and messages of sockets included. */
  freeze(page: Page): Promise<void>
  resume(page: Page): Promise<void>
  close(): Promise<void>
}

/**
 * Starts one. Playwright has every page count as visible, which no browser freezes; so these pages are opened over a
 * connection of their own that leaves them as they are.
 */
export async function freezingBrowser(options: LaunchOptions): Promise<FreezingBrowser> {
  const port = await freePort()
  const usual = await chromium.launch({ ...options, args: [`--remote-debugging-port=${port}`] })
  const plain = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true })
  const [context] = plain.contexts()
  if (context === undefined) throw new Error('The browser has no context of its own.')

  const setState = async (page: Page, state: 'frozen' | 'active') => {
    const devtools = await context.newCDPSession(page)
    await devtools.send('Page.setWebLifecycleState', { state })
    await devtools.detach()
  }
  return {
    usual,
    newPage: () => context.newPage(),
    freeze: page => setState(page, 'frozen'),
    resume: page => setState(page, 'active'),
    async close() {
      await plain.close()
      await usual.close()
    },
  }
}
