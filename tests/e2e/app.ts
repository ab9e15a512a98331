/**
 * Starts Gilder the way a user does: as a plain user with the sandbox on, in a data folder of its own.
 * The runner (tests/run/desktop.mjs) gives the launcher, the app, a display and a home by environment.
 */
import { mkdtempSync } from 'node:fs'
import { chmod, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type ElectronApplication, _electron as electron, type Page } from '@playwright/test'

export function required(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: run this suite by "npm test -- e2e"`)
  return value
}

export interface Gilder {
  readonly app: ElectronApplication
  readonly page: Page
  /** Every console message of level error, CSP reports included. */
  readonly errors: readonly string[]
}

export interface Desktop {
  readonly data: string
  /** The folder that holds python-runtime/. */
  readonly appFolder: string
  /** `app` is another folder than `appFolder`. */
  start(app?: string): Promise<Gilder>
  /** The records of all runs in the data folder. */
  runs(): Promise<
    readonly {
      readonly id: string
      readonly state: string
      readonly job: { readonly id: string }
      readonly error: { readonly message: string } | null
    }[]
  >
}

export const test = base.extend<{ desktop: Desktop }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  desktop: async ({}, use) => {
    const data = mkdtempSync(join(process.env.GILDER_TEST_HOME ?? tmpdir(), 'daten-ü '))
    // The tests may run as root while the app runs as a plain user.
    await chmod(data, 0o777)
    const appFolder = required('GILDER_TEST_APP')
    const started: ElectronApplication[] = []
    await use({
      data,
      appFolder,
      async start(folder = appFolder) {
        const app = await electron.launch({
          // Playwright switches the sandbox off unless told otherwise; users have it on.
          chromiumSandbox: true,
          executablePath: required('GILDER_TEST_ELECTRON'),
          // A packaged app is its own executable and takes no folder.
          args: [...(process.env.GILDER_TEST_PACKAGED === undefined ? [folder] : []), '--data', data],
        })
        started.push(app)
        const page = await app.firstWindow()
        const errors: string[] = []
        page.on('console', (message) => {
          if (message.type() === 'error') errors.push(message.text())
        })
        page.on('pageerror', (error) => errors.push(String(error)))
        return { app, page, errors }
      },
      async runs() {
        const folder = join(data, 'runs')
        const ids = await readdir(folder)
        return Promise.all(
          ids.map(async (id) => JSON.parse(await readFile(join(folder, id, 'run.json'), 'utf8'))),
        )
      },
    })
    for (const app of started) await app.close().catch(() => {})
  },
})

export { expect } from '@playwright/test'
