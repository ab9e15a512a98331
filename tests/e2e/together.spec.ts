/** Case 31 of `docs/reliability.md`: a second start of the window, and a command line beside it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type Desktop, expect, test } from './app'

const start = (desktop: Desktop, args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess =>
  spawn(process.env.GILDER_TEST_ELECTRON ?? '', [...args, '--data', desktop.data], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })

test('a second start brings the window forward and ends', async ({ desktop }) => {
  const { app, page } = await desktop.start()
  await expect(page.getByRole('list', { name: 'Jobs' })).toBeVisible()
  // A screen without a window manager tells nobody who is in front.
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined) throw new Error('There is no window.')
    window.focus = () => window.setTitle('brought forward')
  })
  const second = start(desktop, [desktop.appFolder])
  const [code] = await once(second, 'close')
  expect(code).toBe(0)
  const titles = (): Promise<readonly string[]> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()))
  await expect.poll(titles).toEqual(['brought forward'])
})

test('a run of the command line is shown in the window while it goes, and when it is done', async ({
  desktop,
}) => {
  const { page } = await desktop.start()
  await expect(page.getByRole('list', { name: 'Jobs' })).toBeVisible()
  const cli = join(desktop.appFolder, 'out', 'cli', 'cli.cjs')
  const table = join(desktop.appFolder, 'python-runtime', 'jobs', 'kmeans', 'samples', 'iris.csv')
  const beside = start(desktop, [cli, '--run', 'describe', '--input', table], { ELECTRON_RUN_AS_NODE: '1' })
  const [code] = await once(beside, 'close')
  expect(code).toBe(0)
  const history = page.getByRole('list', { name: 'History' })
  await expect(history.getByRole('button', { name: /Describe a table, done/i })).toBeVisible()
  expect(await desktop.runs()).toMatchObject([{ state: 'done', job: { id: 'describe' } }])
})
