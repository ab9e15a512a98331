/** T1 of `docs/reliability.md`: what is executed is what somebody agreed to, hours later and whoever brought it. */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportRun } from '../../app/core/archive/export'
import { importRun } from '../../app/core/archive/import'
import { here } from './core'

const helped = 'import pathlib\nimport helper\ndef helped() -> int:\n    return 1\n'
const helper = "import pathlib\npathlib.Path(__file__ + '.ran').touch()\n"

test.each(['lab/helped.py', 'lab/helper.py'])(
  'a run that waits is not started once %s is another than what was agreed to',
  async (changed) => {
    const place = here()
    const file = place.write(
      'lab/helped.py',
      helped.replace('import helper', 'try: import helper\nexcept ImportError: pass'),
    )
    const trace = `${place.write('lab/helper.py', helper)}.ran`
    const reply = await place.core.jobs.submit(await place.find(file, null), {}, { plan: { held: true } })
    if (reply.state === 'refused') throw new Error(JSON.stringify(reply))
    rmSync(trace, { force: true })
    place.write(changed, `${helper}# now another\ndef helped() -> int:\n    return 2\n`)
    await place.core.jobs.release(reply.run.id)
    const { state, error, started } = await place.core.jobs.finished(reply.run.id)
    expect({ state, kind: error?.kind }).toEqual({ state: 'failed', kind: 'trust' })
    expect(error?.message).toContain('has changed since you trusted it')
    expect(started).not.toBe(null)
    expect(existsSync(trace)).toBe(false)
    expect(existsSync(`${file}.ran`)).toBe(false)
  },
)

test('the code of an imported run is not executed by a repeat before somebody agrees', async () => {
  const maker = here()
  const file = maker.write(
    'lab/loud.py',
    "import os\nprint('loud')\ndef loud() -> int:\n    return os.getpid()\n",
  )
  const made = await maker.run(file, null)
  const zip = maker.path('run.zip')
  await exportRun({ run: made, folder: join(maker.place.runs, made.id), to: zip, replace: false })
  rmSync(file)

  const asked: string[] = []
  let answer = false
  const place = here(async ({ file: copy }) => {
    asked.push(copy)
    return answer
  })
  const { id } = await importRun(place.core.store, zip)
  const copy = join(place.place.runs, id, 'code/loud.py')
  for (const repeat of [place.core.jobs.retry(id), place.core.jobs.rerun(id, {})])
    expect(await repeat).toMatchObject({ state: 'refused', error: { kind: 'trust' } })
  expect(asked).toEqual([copy, copy])
  expect(place.core.jobs.runs()).toEqual([])
  answer = true
  const reply = await place.core.jobs.retry(id)
  if (reply.state === 'refused') throw new Error(JSON.stringify(reply))
  expect((await place.core.jobs.finished(reply.run.id)).state).toBe('done')
  expect((await place.core.jobs.retry(id)).state).toBe('accepted')
  expect(asked).toHaveLength(3)
})
