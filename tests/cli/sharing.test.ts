/** What a job shows, measures and keeps before it ends, and what another run or another machine makes of it. */
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { job, lines, place } from './gilder'

interface Told {
  readonly type: string
  readonly name?: string
  readonly step?: number
  readonly value?: number
}

test('results and metrics are told while it goes on, a line each', async () => {
  const here = place()
  const ran = await here.gilder(['--run', `${job('sharing.py')}:steps`, '--json'])
  expect(ran.code).toBe(0)
  const told = lines(ran.stdout) as unknown as readonly Told[]
  const types = told.map(({ type }) => type)
  expect(types.indexOf('shown')).toBeLessThan(types.indexOf('result'))
  expect(
    told.filter(({ type }) => type === 'metric').map(({ name, step, value }) => [name, step, value]),
  ).toEqual([0, 1, 2, 3, 4, 5].map((step) => ['loss', step, 1 / (step + 1)]))
  const [run] = here.runs()
  expect(run?.metrics).toEqual([{ name: 'loss', last: 1 / 6, step: 5, least: 1 / 6, greatest: 1, total: 6 }])
  expect(run?.results.map(({ name, kind }) => [name, kind])).toEqual([
    ['early', 'sheet'],
    ['result', 'sheet'],
    ['left-txt', 'file'],
  ])
  for (const file of run?.results.flatMap(({ files }) => files) ?? []) {
    const content = readFileSync(here.path('data', 'runs', run?.id ?? '', file.path))
    expect(createHash('sha256').update(content).digest('hex')).toBe(file.sha256)
  }
})

test('a run that crashed keeps what it had, and goes on from its checkpoint', async () => {
  const here = place()
  const ran = await here.gilder(['--run', `${job('sharing.py')}:steps`, '--param', 'crash_at=3'])
  expect(ran.code).toBe(6)
  expect(ran.stderr).toContain('Kept until then: 1 result, in ')
  const [crashed] = here.runs()
  expect(crashed).toMatchObject({ state: 'crashed', metrics: [{ name: 'loss', total: 4 }] })
  expect(crashed?.results.map(({ name }) => name)).toEqual(['early'])
  expect(ran.stderr).toContain(`gilder --resume ${crashed?.id}`)

  const again = await here.gilder(['--resume', 'last', '--json'])
  expect(again.code).toBe(0)
  expect(lines(again.stdout).at(-1)).toMatchObject({
    results: [{ name: 'early' }, { preview: { rows: [{ name: 'started at', value: 3 }, { value: 6 }] } }, {}],
  })
  expect(here.runs().find(({ id }) => id !== crashed?.id)).toMatchObject({
    repeats: crashed?.id,
    continues: true,
  })
})

test('an imported run is the same one, and runs again by its copy of the code', async () => {
  const here = place()
  const [folder, other] = [here.path('code'), here.path('elsewhere')]
  mkdirSync(folder)
  copyFileSync(job('sharing.py'), join(folder, 'sharing.py'))
  const args = ['--run', `${join(folder, 'sharing.py')}:steps`, '--param', 'crash_at=1']
  expect((await here.gilder(args)).code).toBe(6)
  const zip = here.path('run.zip')
  expect((await here.gilder(['--export', 'last', zip])).code).toBe(0)
  rmSync(folder, { recursive: true })

  const env = { GILDER_DATA: other }
  expect((await here.gilder(['--import', zip], { env })).code).toBe(0)
  const again = await here.gilder(['--resume', 'last', '--json'], { env })
  expect(again.stderr).toBe('')
  expect(lines(again.stdout).at(-1)).toMatchObject({
    results: [
      {},
      {
        preview: {
          rows: [
            { name: 'started at', value: 1 },
            { name: 'steps', value: 6 },
          ],
        },
      },
      {},
    ],
  })
})

test('a run without a checkpoint has nothing to go on from; a generator gives its items one by one', async () => {
  const here = place()
  const ran = await here.gilder(['--run', `${job('sharing.py')}:items`, '--quiet'])
  expect(ran.stdout).toBe('Item 1\nitem 0\n\nItem 2\nitem 1\n\nItem 3\nitem 2\n')
  const again = await here.gilder(['--resume', 'last'])
  expect(again.code).toBe(2)
  expect(again.stderr).toContain('has kept no checkpoint to go on from.')
})
