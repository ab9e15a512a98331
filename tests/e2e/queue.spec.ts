/** The queue outlives the window that holds it: what waits goes on waiting, what ran is said to be interrupted. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Api, Submission } from '../../app/contract/api'
import type { PlanWish } from '../../app/contract/queue'
import { type Desktop, expect, test } from './app'

declare global {
  interface Window {
    readonly gilder: Api
  }
}

const iris = (desktop: Desktop): string =>
  join(desktop.appFolder, 'python-runtime', 'jobs', 'kmeans', 'samples', 'iris.csv')
const strip = (page: Page) => page.getByRole('status').filter({ hasText: 'paused' })
const history = (page: Page) => page.getByRole('list', { name: 'History' })

/** By the window's own contract, which is quicker than a form. */
async function submit(
  page: Page,
  job: string,
  params: Submission['params'],
  plan: PlanWish = {},
): Promise<string> {
  return page.evaluate(
    async ([name, values, wish]) => {
      const reply = await window.gilder.submit({ job: name, params: values, plan: wish })
      if (!reply.ok || reply.value.state !== 'accepted') throw new Error(JSON.stringify(reply))
      return reply.value.run.id
    },
    [job, params, plan] as const,
  )
}

/** A table without clusters: a thousand starts on it take minutes. */
async function endless(page: Page, desktop: Desktop): Promise<string> {
  const table = join(desktop.data, 'noise.csv')
  const rows = Array.from({ length: 20_000 }, (_, row) => [1, 2, 3].map((c) => Math.sin(row * c * 12.9898)))
  await writeFile(table, `a,b,c\n${rows.map((row) => row.join(',')).join('\n')}\n`)
  return submit(page, 'kmeans', { table, k: 60, starts: 1000 })
}

const states = async (desktop: Desktop): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(
    // Where one fails that should not, the report says why.
    (await desktop.runs()).map(({ id, state, error }) => [
      id,
      state === 'failed' ? `${state}: ${error?.message}` : state,
    ]),
  )

test('after a kill -9 the next window says what was lost, keeps what waits, and goes on when told', async ({
  desktop,
}) => {
  const first = await desktop.start()
  await expect(first.page.getByRole('list', { name: 'Jobs' })).toBeVisible()
  const lost = [await endless(first.page, desktop), await endless(first.page, desktop)]
  const waiting = await submit(first.page, 'describe', { table: iris(desktop) })
  const held = await submit(first.page, 'describe', { table: iris(desktop) }, { held: true })
  await expect
    .poll(async () => Object.values(await states(desktop)).sort())
    .toEqual(['queued', 'queued', 'running', 'running'])
  const gone = first.app.waitForEvent('close')
  first.app.process().kill('SIGKILL')
  await gone.catch(() => {})

  const { page, errors } = await desktop.start()
  await expect(strip(page)).toContainText('2 runs were interrupted')
  await expect(strip(page)).toContainText('2 runs wait')
  await expect(history(page).getByRole('button', { name: /Describe a table, paused/i })).toBeVisible()
  await expect(history(page).getByRole('button', { name: /Describe a table, held/i })).toBeVisible()
  await expect(history(page).getByRole('button', { name: /K-means clustering, interrupted/i })).toHaveCount(2)

  await strip(page).getByRole('button', { name: 'Resume' }).click()
  await expect(strip(page)).not.toBeVisible()
  await expect.poll(async () => (await states(desktop))[waiting]).toBe('done')
  expect(await states(desktop)).toMatchObject({
    [held]: 'queued',
    ...Object.fromEntries(lost.map((id) => [id, 'interrupted'])),
  })

  await history(page)
    .getByRole('button', { name: /Describe a table, held/i })
    .click()
  await page.getByRole('button', { name: 'Release' }).click()
  await expect.poll(async () => (await states(desktop))[held]).toBe('done')
  expect(errors).toEqual([])
})

test('what waits when the window is closed starts by itself with the next one', async ({ desktop }) => {
  const first = await desktop.start()
  await expect(first.page.getByRole('list', { name: 'Jobs' })).toBeVisible()
  await first.page.evaluate(() => window.gilder.pauseQueue())
  const run = await submit(first.page, 'describe', { table: iris(desktop) })
  await expect(strip(first.page)).toContainText('The queue is paused.')
  await first.app.close()
  expect(await states(desktop)).toEqual({ [run]: 'queued' })

  const second = await desktop.start()
  await expect(strip(second.page)).toContainText('The queue is paused.')
  await second.page.evaluate(() => window.gilder.resumeQueue())
  await expect.poll(async () => (await states(desktop))[run]).toBe('done')
})

test('the queue is seen, and its runs are moved, held and cancelled', async ({ desktop }) => {
  const { page, errors } = await desktop.start()
  await expect(page.getByRole('list', { name: 'Jobs' })).toBeVisible()
  await page.evaluate(() => window.gilder.pauseQueue())
  const first = await submit(page, 'describe', { table: iris(desktop) })
  const second = await submit(page, 'kmeans', { table: iris(desktop), k: 3 })
  await page.getByRole('button', { name: /^Queue/ }).click()
  const waiting = page.getByRole('region', { name: 'Waiting' }).getByRole('listitem')
  await expect(waiting).toContainText(['Describe a table', 'K-means clustering'])

  await waiting.last().getByRole('button').first().focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(waiting).toContainText(['K-means clustering', 'Describe a table'])
  await waiting.last().dragTo(waiting.first())
  await expect(waiting).toContainText(['Describe a table', 'K-means clustering'])
  await page.getByRole('button', { name: 'Run next: K-means clustering' }).click()
  await expect(waiting).toContainText(['K-means clustering', 'Describe a table'])
  await page.getByRole('button', { name: 'Cancel: K-means clustering' }).click()
  await expect(waiting).toHaveCount(1)
  await page.getByRole('button', { name: 'Hold: Describe a table' }).click()
  await expect(waiting).toContainText('Held')
  await page.getByRole('button', { name: 'Release: Describe a table' }).click()

  await page.getByRole('region', { name: 'Run' }).getByRole('button', { name: 'Resume' }).click()
  await expect.poll(() => states(desktop)).toEqual({ [first]: 'done', [second]: 'cancelled' })
  await page.getByText('Ended today').click()
  await expect(page.getByRole('button', { name: 'Describe a table', exact: true })).toBeVisible()
  expect(errors).toEqual([])
})
