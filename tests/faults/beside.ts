/** A second job that runs while the first goes wrong, and has to end with the bytes it always ends with. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Run } from '../../app/contract/run'
import { type Here, job } from './core'

const steady = job('steady.py')

/** What it leaves on a good day. */
let clean: string | undefined

const bytesOf = (here: Here, run: Run): string => {
  const file = join(here.place.runs, run.id, 'results', 'values.npy')
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

export async function beside<T>(here: Here, work: () => Promise<T>): Promise<T> {
  clean ??= bytesOf(here, await here.run(steady, null, { seconds: 0 }))
  const other = await here.core.jobs.submit(await here.find(steady, null), { seconds: 0.3 })
  if (other.state === 'refused') throw new Error(JSON.stringify(other))
  const done = await work()
  const last = await here.core.jobs.finished(other.run.id)
  expect(last.state).toBe('done')
  expect(bytesOf(here, last)).toBe(clean)
  return done
}
