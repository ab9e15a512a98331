/** Two suites: pure parts and the store in-process, and the built command line as real processes. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx,mjs}'] } },
      {
        test: {
          name: 'cli',
          include: ['tests/cli/**/*.test.ts'],
          // Each test starts Electron and Python at least once, on machines with other work to do.
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
