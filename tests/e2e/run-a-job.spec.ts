/** The whole way of a user: pick a job, choose a file, run, see the result, cancel another, come back tomorrow. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type Desktop, expect, test } from './app'

const iris = (desktop: Desktop): string =>
  join(desktop.appFolder, 'python-runtime', 'jobs', 'kmeans', 'samples', 'iris.csv')

/** A table without clusters, large enough that a thousand starts take minutes. */
async function noise(desktop: Desktop): Promise<string> {
  const file = join(desktop.data, 'noise.csv')
  const rows = Array.from({ length: 20_000 }, (_, row) =>
    [1, 2, 3, 4].map((c) => Math.sin(row * c * 12.9898)).join(','),
  )
  await writeFile(file, `a,b,c,d\n${rows.join('\n')}\n`)
  return file
}

async function pickJob(page: Page, title: string): Promise<void> {
  await page.getByRole('list', { name: 'Jobs' }).getByRole('button', { name: title }).click()
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
}

async function chooseTable(page: Page, path: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Table' })
  await field.fill(path)
  await field.blur()
}

const result = (page: Page) => page.getByRole('region', { name: 'Run' })
const history = (page: Page) => page.getByRole('list', { name: 'History' })

/** A k-means run that ends only when it is told to; returns once it has reported from its iterations. */
async function startEndless(page: Page, desktop: Desktop): Promise<void> {
  await pickJob(page, 'K-means clustering')
  await chooseTable(page, await noise(desktop))
  await page.getByRole('textbox', { name: 'Number of clusters' }).fill('60')
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('textbox', { name: 'Starts' }).fill('1000')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page).getByRole('progressbar')).toBeVisible()
  await expect(
    result(page)
      .getByText(/inertia/i)
      .first(),
  ).toBeVisible()
}

test('describe a table: from the form to the numbers, then again from the history', async ({ desktop }) => {
  const first = await desktop.start()
  await pickJob(first.page, 'Describe a table')
  await chooseTable(first.page, iris(desktop))
  await first.page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(first.page).getByText('Done')).toBeVisible()

  // The mean of the sepal length of Fisher's iris data is 5.8433 cm, whoever computes it.
  await expect(result(first.page).getByRole('grid')).toContainText('5.843')
  await expect(
    result(first.page)
      .getByRole('img', { name: /sepal_length_cm/ })
      .first(),
  ).toBeVisible()
  await result(first.page).getByRole('tab', { name: 'Parameters' }).click()
  await expect(result(first.page)).toContainText('iris.csv')
  expect(first.errors).toEqual([])

  await first.app.close()
  const second = await desktop.start()
  await history(second.page)
    .getByRole('button', { name: /Describe a table, done/i })
    .click()
  await expect(result(second.page).getByRole('grid')).toContainText('5.843')
  expect((await desktop.runs()).map((run) => run.state)).toEqual(['done'])
})

test('cancel a running job; what happened is told and kept', async ({ desktop }) => {
  const { page, app } = await desktop.start()
  await startEndless(page, desktop)
  await result(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(result(page).getByText('Cancelled').first()).toBeVisible()
  await app.close()

  const again = await desktop.start()
  await expect(
    history(again.page).getByRole('button', { name: /K-means clustering, cancelled/i }),
  ).toBeVisible()
})

test('wrong input is told at the field, and nothing is written', async ({ desktop }) => {
  const { page } = await desktop.start()
  await pickJob(page, 'Describe a table')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByText(/choose a file/i).first()).toBeVisible()
  await chooseTable(page, join(desktop.appFolder, 'no-such-file.csv'))
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByText(/no-such-file\.csv/).first()).toBeVisible()
  await expect(history(page)).not.toBeVisible()
})

test('quitting while a job runs asks first, and what was stopped says so', async ({ desktop }) => {
  const { page, app } = await desktop.start()
  await startEndless(page, desktop)
  // The dialog is the system's own and cannot be clicked from here: its answers are given in its place.
  await app.evaluate(({ dialog, BrowserWindow }) => {
    dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false })
    BrowserWindow.getAllWindows()[0]?.close()
  })
  await page.waitForTimeout(300)
  await expect(result(page).getByRole('progressbar')).toBeVisible()
  expect((await desktop.runs()).map((run) => run.state)).toEqual(['running'])

  const gone = app.waitForEvent('close')
  await app.evaluate(({ dialog, BrowserWindow }) => {
    dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false })
    BrowserWindow.getAllWindows()[0]?.close()
  })
  await gone
  expect((await desktop.runs()).map((run) => run.state)).toEqual(['interrupted'])
})

test('a window that is loaded anew shows the same run, still running', async ({ desktop }) => {
  const { page } = await desktop.start()
  await startEndless(page, desktop)
  await page.reload()
  await history(page)
    .getByRole('button', { name: /K-means clustering, running/i })
    .click()
  await expect(result(page).getByRole('progressbar')).toBeVisible()
  await result(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(result(page).getByText('Cancelled').first()).toBeVisible()
})

test('the history is searched by words and by fields', async ({ desktop }) => {
  const { page, errors } = await desktop.start()
  await pickJob(page, 'Describe a table')
  await chooseTable(page, iris(desktop))
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page).getByText('Done')).toBeVisible()
  const found = history(page).getByRole('button', { name: /Describe a table, done/i })
  const search = page.getByRole('searchbox', { name: 'Search history' })
  await search.fill('iris state:done')
  await expect(found).toBeVisible()
  await search.fill('state:failed')
  await expect(page.getByText('No runs match.')).toBeVisible()
  await search.fill('state:faild')
  await expect(page.getByRole('alert')).toContainText('Did you mean "failed"?')
  await search.fill('')
  await expect(found).toBeVisible()
  expect(errors).toEqual([])
})
