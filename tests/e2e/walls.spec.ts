/** The window is closed to everything but its own page: what security-policy.ts says, seen from inside. */
import { readFile } from 'node:fs/promises'
import { expect, test } from './app'

test('the page has no Node, runs in the sandbox and stays where it is', async ({ desktop }) => {
  const { app, page } = await desktop.start()
  await expect(page.getByRole('list', { name: 'Jobs' })).toBeVisible()

  expect(
    await page.evaluate(() => [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')]),
  ).toEqual(['undefined', 'undefined'])
  expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true)
  await page.evaluate(() => {
    location.href = 'https://example.org/'
  })
  await page.waitForTimeout(300)
  expect(page.url()).toBe('app://gilder/index.html')

  const inline = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.broken = true'
    document.head.append(script)
    return Reflect.get(window, 'broken') ?? false
  })
  expect(inline).toBe(false)

  if (process.platform === 'linux') {
    const pid = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    )
    // Seccomp mode 2: Chromium's filter is on, so this is not a run with --no-sandbox.
    expect(await readFile(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m)
  }
})

test('files are served from inside of the runs folder only', async ({ desktop }) => {
  const { page } = await desktop.start()
  await expect(page.getByRole('list', { name: 'Jobs' })).toBeVisible()
  const statuses = await page.evaluate(async () => {
    const paths = [
      'app://run/../../../../etc/passwd',
      'app://run/%2e%2e/%2e%2e/etc/passwd',
      'app://run/nothing/run.json',
      'app://gilder/../main/main.cjs',
    ]
    return Promise.all(
      paths.map((path) =>
        fetch(path).then(
          (reply) => reply.status,
          () => 'refused',
        ),
      ),
    )
  })
  for (const status of statuses) expect([404, 'refused']).toContain(status)
})
