import { defineConfig } from '@playwright/test'
import { chromiumArgs } from '../scripts/chromium.mjs'

const { CI, CHROMIUM_PATH } = process.env

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: './global-setup.ts',
  forbidOnly: CI !== undefined,
  retries: CI === undefined ? 0 : 1,
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    trace: 'on-first-retry',
    launchOptions: { args: chromiumArgs, ...(CHROMIUM_PATH && { executablePath: CHROMIUM_PATH }) },
  },
  projects: [
    { name: 'scim', testDir: './scim' },
    { name: 'isolation', testDir: './isolation' },
    { name: 'console', testDir: './console' },
  ],
})
