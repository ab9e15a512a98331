/** Linux: when a copy of the warm process cannot be had, or must not be, each worker is a fresh process. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { Outcome, type WorkOrder } from '../../app/contract/run'
import { ForkedProcess } from '../../app/core/engine/isolated/forked'
import { WorkerProcess } from '../../app/core/engine/isolated/process'
import type { Answer, Worker } from '../../app/core/engine/isolated/worker'
import { Workers } from '../../app/core/engine/isolated/workers'
import { host } from '../../app/core/engine/names'
import { findRuntime } from '../../app/core/runtime/find'
import { job, lives, root } from './gilder'

const package_ = join(root, 'python-runtime')
const { platform, arch } = process
const found = findRuntime({ folder: join(package_, 'env'), packaged: false, named: false, platform, arch })

const opened: Workers[] = []
const folders: string[] = []

function workers(pythonPath = package_): Workers {
  const made = new Workers({ runtime: () => found, pythonPath, env: process.env, spare: true })
  opened.push(made)
  return made
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'gilder-zygote-'))
  folders.push(made)
  return made
}

afterEach(() => {
  vi.unstubAllEnvs()
  for (const each of opened.splice(0)) each.end()
  for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true })
})

/** What it answers, and that it then ends. */
async function answer(worker: Worker, target: string, ...args: readonly unknown[]): Promise<Answer> {
  const answered = await worker.call(target, args)
  worker.finish()
  await worker.ended
  return answered
}

const works = async (worker: Worker): Promise<void> =>
  expect(await answer(worker, host.describe, job('copied.py'))).toMatchObject({
    type: 'reply',
    value: { error: null },
  })

const parentOf = async (worker: Worker): Promise<number> => {
  const told = await answer(worker, 'os:getppid')
  return told.type === 'reply' ? Number(told.value) : 0
}

const onLinux = test.runIf(process.platform === 'linux')

onLinux('with a second thread in the warm process nothing is copied, and all goes on', async () => {
  const place = folder()
  cpSync(join(package_, 'gilder'), join(place, 'gilder'), { recursive: true })
  const file = join(place, 'gilder/host.py')
  const thread =
    'import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True).start()\n'
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n${thread}`)
  const here = workers(place)
  for (let round = 0; round < 2; round += 1) {
    const worker = await here.take()
    expect(worker.process).toBeInstanceOf(WorkerProcess)
    await works(worker)
  }
  expect(here.withoutCopies).toMatch(/^it has 2 threads: /)
})

onLinux('where the name of a socket would be too long nothing is copied, and all goes on', async () => {
  const long = join(folder(), 'x'.repeat(100))
  mkdirSync(long)
  vi.stubEnv('TMPDIR', long)
  const here = workers()
  const worker = await here.take()
  expect(worker.process).toBeInstanceOf(WorkerProcess)
  expect(here.withoutCopies).toContain('is too long for a socket')
  await works(worker)
})

onLinux('when the warm process is killed in the middle of a copy, that one is a fresh process', async () => {
  const here = workers()
  const first = await here.take()
  expect(first.process).toBeInstanceOf(ForkedProcess)
  const zygote = await parentOf(first)
  process.kill(zygote, 'SIGSTOP')
  const taken = here.take()
  // The order to copy waits in its pipe by then.
  await new Promise((resolve) => setTimeout(resolve, 100))
  process.kill(zygote, 'SIGKILL')
  const worker = await taken
  expect(worker.process).toBeInstanceOf(WorkerProcess)
  await works(worker)
  expect(here.withoutCopies).toBe(null)
  const next = await here.take()
  expect(next.process).toBeInstanceOf(ForkedProcess)
  expect(await parentOf(next)).not.toBe(zygote)
  expect(lives(zygote)).toBe(false)
})

onLinux('what a copy says before it crashes tells how, though nobody is left to see it', async () => {
  const here = workers()
  const worker = await here.take()
  const looked = await worker.call('os:getppid', [])
  const zygote = looked.type === 'reply' ? Number(looked.value) : 0
  process.kill(zygote, 'SIGKILL')
  const ended = await worker.call('ctypes:string_at', [0])
  expect(ended).toMatchObject({ type: 'ended', exit: { code: null, signal: null, why: /how it ended/ } })
  expect(worker.process.stderr.lastWords).toContain('Fatal Python error: Segmentation fault')
})

onLinux('OpenBLAS of a copy has the threads of its run, whatever the warm process had', async () => {
  const here = workers()
  here.begin(true)
  const inherited = async (): Promise<boolean> => {
    const told = await answer(await here.take(), 'builtins:eval', '"numpy" in __import__("sys").modules')
    return told.type === 'reply' && told.value === true
  }
  await expect.poll(inherited, { timeout: 60_000 }).toBe(true)
  const spec = await answer(await here.take(), host.describe, job('copied.py'))
  const { jobs } = (spec.type === 'reply' ? spec.value : {}) as {
    readonly jobs: readonly WorkOrder['job'][]
  }
  const multiplies = jobs.find((each) => each.function === 'multiplies')
  for (const threads of [3, 1, 2]) {
    const order = {
      run: 'none',
      folder: folder(),
      job: multiplies,
      params: {},
      placement: 'isolated',
      threads,
    }
    const worker = await here.take()
    expect(worker.process).toBeInstanceOf(ForkedProcess)
    const told = await answer(worker, host.run, order)
    const outcome = told.type === 'reply' ? Outcome.parse(told.value) : null
    expect(outcome).toMatchObject({ state: 'done' })
    const preview = outcome?.results?.[0]?.preview ?? ''
    expect(JSON.parse(readFileSync(join(order.folder, preview), 'utf8'))).toMatchObject({ value: threads })
  }
})
