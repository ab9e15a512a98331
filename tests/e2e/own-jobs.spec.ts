/** The user's own jobs in the window: asked about before they are executed, listed, followed, run. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { type Desktop, expect, required, test } from './app'

const job = (body: string, head = 'def double(x: int = 2) -> int:'): string =>
  `from pathlib import Path\nPath(__file__ + '.ran').touch()\n${head}\n    """Twice a number."""\n${body}\n`

async function put(desktop: Desktop, name: string, content: string): Promise<string> {
  const file = join(desktop.data, name)
  await mkdir(dirname(file), { recursive: true })
  // The app runs as another user, and its jobs leave traces beside their files.
  await chmod(dirname(file), 0o777)
  await writeFile(file, content)
  return file
}

/** Answers the questions of the system's dialogs, which no page can, and counts them. */
async function answering(
  app: ElectronApplication,
  response: number,
): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ dialog }, answer) => {
    const asked: string[] = []
    Reflect.set(globalThis, 'asked', asked)
    dialog.showMessageBox = (async (_window: unknown, { message }: { message: string }) => {
      asked.push(message)
      return { response: answer, checkboxChecked: false }
    }) as unknown as typeof dialog.showMessageBox
  }, response)
  return () => app.evaluate(() => [...Reflect.get(globalThis, 'asked')])
}

/** A drop as the browser makes one of what comes from the desktop, onto the form. */
async function drop(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 420, y: 400, data })
  await session.detach()
}

const list = (page: Page, name: string) => page.getByRole('list', { name, exact: true })

test('a file is executed after somebody has agreed, once for each content, and runs', async ({ desktop }) => {
  const file = await put(desktop, 'downloads/double.py', job('    return 2 * x'))
  const { app, page, errors } = await desktop.start()
  await expect(list(page, 'Jobs')).toBeVisible()

  const refused = await answering(app, 1)
  await drop(page, file)
  await expect.poll(refused).toEqual(['Do you trust double.py?'])
  await expect(page.getByText('Double', { exact: true })).toHaveCount(0)
  expect(existsSync(`${file}.ran`)).toBe(false)

  const agreed = await answering(app, 0)
  await drop(page, file)
  await expect(page.getByRole('heading', { name: 'Double', exact: true })).toBeVisible()
  expect(existsSync(`${file}.ran`)).toBe(true)
  await page.getByLabel('X', { exact: true }).fill('21')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByLabel('Run', { exact: true }).getByText('42', { exact: true })).toBeVisible()
  expect(await agreed()).toHaveLength(1)

  // As long as nobody agrees to the new content it is not executed, and its old form cannot be run.
  await rm(`${file}.ran`)
  await writeFile(file, job('    return 3 * x'))
  await expect(page.getByText('double.py is not trusted as it is now')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
  expect(existsSync(`${file}.ran`)).toBe(false)
  await page.getByRole('button', { name: 'Trust it as it is now…' }).click()
  await expect(page.getByText('double.py is not trusted as it is now')).toHaveCount(0)
  await expect(page.getByLabel('X', { exact: true })).toHaveValue('21')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByLabel('Run', { exact: true }).getByText('63', { exact: true })).toBeVisible()
  expect(await agreed()).toHaveLength(2)

  // Taken from the list it can be had back from its run.
  await list(page, 'Opened files')
    .getByRole('button', { name: /^Double/ })
    .hover()
  await page.getByRole('button', { name: 'Remove double.py from the list' }).click()
  await expect(page.getByRole('heading', { name: 'Double', exact: true })).toHaveCount(1)
  await page.getByRole('button', { name: 'Edit and re-run' }).click()
  await expect(list(page, 'Opened files').getByRole('button', { name: /^Double/ })).toBeVisible()
  await expect(page.getByLabel('X', { exact: true })).toHaveValue('21')
  expect(await agreed()).toHaveLength(2)
  expect(errors).toEqual([])
})

test('case 14: the jobs folder is followed: a broken file is told with line and column, and runs once it is put right', async ({
  desktop,
}) => {
  await put(desktop, 'jobs/double.py', job('    return 2 *'))
  const { app, page, errors } = await desktop.start()
  const asked = await answering(app, 1)
  const folder = list(page, 'Jobs folder')
  const broken = folder.getByRole('button', { name: /double.py.*Line 5, column \d+: invalid syntax/ })
  await expect(broken).toBeVisible()
  await broken.click()
  const notice = page.getByRole('status', { name: 'What is the matter with the file' })
  await expect(notice).toContainText('Line 5, column')
  await expect(notice).toContainText('return 2 *')

  // Saved as many editors do.
  const fresh = await put(desktop, 'jobs/.double.py.new', job('    return 2 * x'))
  await rename(fresh, join(desktop.data, 'jobs/double.py'))
  await expect(page.getByRole('heading', { name: 'Double', exact: true })).toBeVisible()
  await expect(notice).toHaveCount(0)
  await page.getByLabel('X', { exact: true }).fill('21')

  // The form follows the file, and what was typed stays.
  const two = 'def double(x: int = 2, factor: int = 2) -> int:'
  await put(desktop, 'jobs/double.py', job('    return factor * x', two))
  await expect(page.getByLabel('Factor', { exact: true })).toHaveValue('2')
  await expect(page.getByLabel('X', { exact: true })).toHaveValue('21')
  await put(desktop, 'jobs/double.py', job('    return factor *', two))
  await expect(notice).toContainText('Below is the form of its last good version.')
  await expect(page.getByLabel('X', { exact: true })).toHaveValue('21')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
  await put(desktop, 'jobs/double.py', job('    return factor * x', two))
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByLabel('Run', { exact: true }).getByText('42', { exact: true })).toBeVisible()

  await put(desktop, 'jobs/other.py', 'def other() -> int:\n    return 1\n')
  await expect(folder.getByRole('button', { name: /^Other/ })).toBeVisible()
  await rm(join(desktop.data, 'jobs'), { recursive: true })
  await expect(folder).toHaveCount(0)
  await put(desktop, 'jobs/again.py', 'def again() -> int:\n    return 1\n')
  await expect(folder.getByRole('button', { name: /^Again/ })).toBeVisible()
  expect(await asked()).toEqual([])
  expect(errors).toEqual([])
})

test('a folder that is dropped is asked about once, and a file of a second start is opened in the first window', async ({
  desktop,
}) => {
  await put(desktop, 'lab/fit.py', 'def fit(rate: float = 0.1) -> float:\n    return rate\n')
  const file = await put(desktop, 'downloads/double.py', job('    return 2 * x'))
  const { app, page, errors } = await desktop.start()
  await expect(list(page, 'Jobs')).toBeVisible()
  const asked = await answering(app, 0)
  await drop(page, join(desktop.data, 'lab'))
  await expect(list(page, 'lab').getByRole('button', { name: /^Fit/ })).toBeVisible()
  expect(await asked()).toEqual(['Do you trust everything in lab?'])

  const second = spawn(required('GILDER_TEST_ELECTRON'), [desktop.appFolder, '--data', desktop.data, file])
  expect((await once(second, 'close'))[0]).toBe(0)
  await expect(page.getByRole('heading', { name: 'Double', exact: true })).toBeVisible()
  expect(await asked()).toEqual(['Do you trust everything in lab?', 'Do you trust double.py?'])

  await page.getByRole('button', { name: 'Remove lab from the list' }).click({ force: true })
  await expect(list(page, 'lab')).toHaveCount(0)
  expect(errors).toEqual([])
})
