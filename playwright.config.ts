import { defineConfig, devices } from '@playwright/test'
import { SERVER } from './scripts/bundle.mjs'
import { systemChromium } from './scripts/chromium.mjs'

/** Another one for a second run at the same time, in another checkout. */
const PORT = Number(process.env.E2E_PORT ?? 3199)
const ADDRESS = `http://localhost:${PORT}`
/** Chromium's sandbox needs rights that root and most containers do not have. */
const HAS_SANDBOX = process.getuid?.() !== 0 && !process.env.CI

export default defineConfig({
  testDir: 'e2e',
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000, // axe takes its time on a busy machine
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: ADDRESS,
    // A trace doubles what a test costs; what the page held when a test failed is kept without it.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: process.env.PW_BUNDLED ? undefined : systemChromium(),
      chromiumSandbox: HAS_SANDBOX,
    },
  },
  webServer: {
    command: `node --enable-source-maps ${SERVER}`,
    // Playwright empties test-results before it starts the server, so every run begins without boards.
    env: {
      PORT: String(PORT),
      DATA_DIR: 'test-results/data',
      NODE_ENV: 'production',
      // All tests make their boards from one address.
      LIMIT_BOARDS_PER_HOUR: '1000',
    },
    url: `${ADDRESS}/healthz`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
})
