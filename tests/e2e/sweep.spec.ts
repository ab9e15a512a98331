/** Several values in a field: said before the start how many runs they are, then one run with a table of them. */
import { join } from 'node:path'
import { expect, test } from './app'

test('two fields are swept from the form; the table fills in and leads to its points', async ({
  desktop,
}) => {
  const { page, errors } = await desktop.start()
  const run = page.getByRole('region', { name: 'Run' })
  await page.getByRole('list', { name: 'Jobs' }).getByRole('button', { name: 'K-means clustering' }).click()
  const table = page.getByRole('textbox', { name: 'Table' })
  await table.fill(join(desktop.appFolder, 'python-runtime', 'jobs', 'kmeans', 'samples', 'iris.csv'))
  await table.blur()

  const clusters = page.getByRole('textbox', { name: 'Number of clusters' })
  await clusters.fill('2:x')
  await expect(page.getByRole('region', { name: 'Sweep' })).toContainText('it is not a range of numbers')
  await clusters.fill('2:4')
  await expect(page.getByRole('region', { name: 'Sweep' })).toContainText('3 runs')
  await page.getByRole('button', { name: 'Several values of Standardise' }).click()
  await expect(page.getByRole('region', { name: 'Sweep' })).toContainText('6 runs')

  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(run.getByText('Done', { exact: true })).toBeVisible()
  // A header and six points. The lowest inertia is that of the most clusters, in the smaller unit.
  await expect(run.getByRole('row')).toHaveCount(7)
  await expect(run.getByRole('row').filter({ hasText: 'best' }).filter({ hasText: '57.' })).toHaveCount(1)
  await run.getByRole('gridcell', { name: '57.' }).dblclick()
  await expect(run.getByRole('button', { name: 'Part of a sweep' })).toBeVisible()
  await expect(run.getByText('Inertia').first()).toBeVisible()

  // Back to the sweep, and into the form again.
  await run.getByRole('button', { name: 'Part of a sweep' }).click()
  await clusters.fill('9')
  await run.getByRole('button', { name: 'Edit and re-run' }).click()
  await expect(clusters).toHaveValue('2:4')
  await expect(page.getByRole('region', { name: 'Sweep' }).getByText('6 runs')).toBeVisible()
  expect(errors).toEqual([])
})
