/** What a user gets: the app somewhere else than where it was made, with nothing of the maker's machine around it. */
import { spawnSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../e2e/app'

const iris = (resources: string): string => join(resources, 'python-runtime/jobs/kmeans/samples/iris.csv')

/** The launcher of the packed app, as the plain user, with no variable set but the home folder. */
function gilder(args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const [command = '', ...before] = JSON.parse(process.env.GILDER_TEST_PACKAGED ?? '[]') as string[]
  return spawnSync(command, [...before, ...args], { encoding: 'utf8', env: {} })
}

test('the window runs a job', async ({ desktop }) => {
  const { page, errors } = await desktop.start()
  await page.getByRole('list', { name: 'Jobs' }).getByRole('button', { name: 'Describe a table' }).click()
  const field = page.getByRole('textbox', { name: 'Table' })
  await field.fill(iris(desktop.appFolder))
  await field.blur()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Run' }).getByRole('grid')).toContainText('5.843')
  expect(errors).toEqual([])
})

test('the flags run a job without a display, and leave the results where asked', async ({ desktop }) => {
  const out = join(desktop.data, 'results')
  const run = gilder([
    '--run',
    'describe',
    '--input',
    iris(desktop.appFolder),
    '--data',
    desktop.data,
    '--out',
    out,
  ])
  expect(run.stderr).not.toContain('Traceback')
  expect(run.status).toBe(0)
  expect(run.stdout).toContain('5.84333')
  expect(await readdir(out)).toContain('statistics.csv')
  expect(await readFile(join(out, 'statistics.csv'), 'utf8')).toContain('sepal_length_cm')
})

test('packs are known, and pip is there to install them', async ({ desktop }) => {
  const data = ['--data', desktop.data]
  const listed = gilder(['--packs', ...data])
  expect(listed.stdout).toContain('tensorflow  TensorFlow ')
  // A folder without wheels: pip looks into it, and that is what it says.
  const refused = gilder(['--install-pack', 'tensorflow', '--wheels', desktop.data, ...data])
  expect(refused.stderr).toContain('has no wheel of tensorflow-cpu==')
  expect(refused.status).toBe(3)
  expect(await readdir(join(desktop.data, 'packs'))).toEqual([])
})

test('an unknown job is told with the near one, and the exit code says whose turn it is', () => {
  const run = gilder(['--run', 'descibe'])
  expect(run.status).toBe(2)
  expect(run.stderr).toContain('Did you mean "describe"?')
  expect(run.stdout).toBe('')
})

test('without a display the launcher says so instead of crashing', () => {
  const run = gilder([])
  expect(run.status).toBe(1)
  expect(run.stderr).toContain('no display')
  expect(run.stderr).toContain('gilder --help')
})
