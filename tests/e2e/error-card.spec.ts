/** A run that failed: what the window says of it, and that its card is whole and can be read aloud. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './app'

const SOURCE = `import pandas


def measure() -> float:
    table = pandas.DataFrame({"length": [1.0, 2.0], "name": ["a", "b"]})
    return table["lenght"].mean()
`

test('a failed run says its cause, marks the line, and offers the next step', async ({ desktop }) => {
  const job = join(desktop.data, 'measure.py')
  await writeFile(job, SOURCE)
  const cli = join(desktop.appFolder, 'out', 'cli', 'cli.cjs')
  const failed = spawn(
    process.env.GILDER_TEST_ELECTRON ?? '',
    [cli, '--run', job, '--trust', '--data', desktop.data],
    { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  expect((await once(failed, 'close'))[0]).toBe(1)

  const { page, errors } = await desktop.start()
  await page
    .getByRole('list', { name: 'History' })
    .getByRole('button', { name: /^Measure, failed/i })
    .click()
  const card = page.getByRole('region', { name: 'What went wrong' })
  await expect(card).toContainText("KeyError: 'lenght'")
  await expect(card.getByText("The table has no column 'lenght'.")).toBeVisible()
  await expect(card.getByText("Did you mean 'length'?")).toBeVisible()
  await expect(card.locator('figure')).toContainText('measure.py, line 6')
  await expect(card.locator('mark')).toHaveText('table["lenght"]')
  await expect(card.getByText('Traceback (most recent call last)')).toBeHidden()
  await card.getByText('Traceback (KeyError)').click()
  await expect(card.getByText('Traceback (most recent call last)')).toBeVisible()
  await expect(card.getByRole('button', { name: 'Copy diagnostics' })).toBeVisible()
  await expect(card.getByRole('button', { name: 'Re-run, from the error', exact: true })).toBeVisible()
  expect(errors).toEqual([])
})
