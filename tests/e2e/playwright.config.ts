/** End to end: the real Electron, the real window, the real Python. One worker: the app owns its data folder. */
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  outputDir: '../../test-results/e2e',
  reporter: [['list']],
})
