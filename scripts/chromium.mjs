import { existsSync } from 'node:fs'
import { run, say, tool } from './steps.mjs'

const MINUTES_TO_DOWNLOAD = 5

/**
 * The Chromium or Chrome of this machine, or undefined. CHROMIUM_PATH goes first, then the one without windows: it does the same for
 * a page in little more than half the time.
 */
export const systemChromium = () =>
  [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find(path => path && existsSync(path))

/**
 * Makes sure that the browser tests have a browser: the machine's, else Playwright's own, else, on Debian as root, the
 * distribution's. Null when there is one, else what was tried, in words.
 */
export async function missingChromium() {
  if (await starts(systemChromium())) return null
  if (await starts(await chromiumOfPlaywright())) return preferChromiumOfPlaywright()

  say('Installing Chromium for the browser tests …')
  await run(tool('playwright', 'install', 'chromium'), {
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '5000' },
    minutes: MINUTES_TO_DOWNLOAD,
  })
  if (await starts(await chromiumOfPlaywright())) return preferChromiumOfPlaywright()

  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run(['apt-get', 'update', '-qq'], { env, minutes: MINUTES_TO_DOWNLOAD })
    await run(['apt-get', 'install', '-y', '-qq', 'chromium'], { env, minutes: MINUTES_TO_DOWNLOAD })
    if (await starts(systemChromium())) return null
  }
  return 'no Chromium that starts: install Chromium or Chrome, or name one in CHROMIUM_PATH'
}

const starts = async path => path !== undefined && (await run([path, '--version'], { minutes: 1 })).passed

/** Where Playwright keeps its own browser, whether or not it has been downloaded. Known once packages are installed. */
async function chromiumOfPlaywright() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}

/** Tells playwright.config.ts not to prefer a browser of the machine that does not start. */
function preferChromiumOfPlaywright() {
  process.env.PW_BUNDLED = '1'
  return null
}
