/** Case 5 of `docs/reliability.md`: a Python that dies at every start is not started for ever. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Outcome, WorkOrder } from '../../app/contract/run'
import { IsolatedEngine } from '../../app/core/engine/isolated/engine'
import { findRuntime } from '../../app/core/runtime/find'
import { job, root } from './gilder'

const folder = mkdtempSync(join(tmpdir(), 'gilder-start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('5: after three deaths at start no more are started, until somebody says so', async () => {
  const gilder = join(root, 'python-runtime/gilder')
  cpSync(gilder, join(folder, 'gilder'), { recursive: true })
  const host = join(folder, 'gilder/host.py')
  writeFileSync(host, `import os, sys\nprint("no start today", file=sys.stderr, flush=True)\nos.abort()\n`)
  const { platform, arch } = process
  const found = findRuntime({
    folder: join(root, 'python-runtime/env'),
    packaged: false,
    named: false,
    platform,
    arch,
  })
  let asked = 0
  const engine = new IsolatedEngine({
    runtime: () => {
      asked += 1
      return found
    },
    pythonPath: folder,
    env: process.env,
    spare: false,
  })
  const run = (): Promise<Outcome> => engine.run(order, () => {})
  for (let death = 1; death <= 3; death += 1) {
    expect(await run()).toMatchObject({
      state: 'failed',
      error: {
        kind: 'runtime',
        message: expect.stringContaining('did not start: ended by SIGABRT'),
        traceback: expect.stringContaining('no start today'),
      },
    })
  }
  const refused = {
    state: 'failed',
    error: {
      kind: 'runtime',
      message: expect.stringMatching(/^Three processes for jobs have died at their start/),
      traceback: expect.stringContaining('no start today'),
    },
  }
  expect(await run()).toMatchObject(refused)
  expect(asked).toBe(3)
  cpSync(join(gilder, 'host.py'), host)
  expect(await run()).toMatchObject(refused)
  engine.reset()
  expect(await run()).toMatchObject({ state: 'failed', error: { kind: 'usage' } })
  engine.close()
})

/** Of a file whose content is another by now: refused by a Python that works, without running anything. */
const order: WorkOrder = {
  run: '20260101-000000-start-0000',
  folder,
  job: { id: 'words', title: 'Words', file: job('crashing.py'), function: 'words', sha256: 'another' },
  params: {},
  placement: 'isolated',
  cluster: null,
  memory: null,
  threads: 1,
}
