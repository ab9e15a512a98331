/** Three suites: pure parts and the store in-process, the built command line as real processes, and what goes wrong. */
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
      {
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          // Processes are killed, disks filled and limits waited for.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
