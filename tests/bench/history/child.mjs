// @ts-check
/** The process of one measurement; it prints one object. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { median } from '../row.mjs'
import { RARE } from './fill.mjs'

const { core, data, what, rounds, spawned } = JSON.parse(process.argv[2] ?? '')
const root = join(data, 'runs')
const NANO = 1e6

async function opened() {
  const { History, RunStore } = await import(core)
  return new History({ store: new RunStore(root), folder: join(data, 'index'), sqlite: '' })
}

/** @param {() => Promise<unknown>} work */
async function milliseconds(work) {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** What anybody has to do who wants to know all records. */
async function plain() {
  const names = await readdir(root)
  const time = await milliseconds(async () => {
    for (let start = 0; start < names.length; start += 32)
      await Promise.all(
        names.slice(start, start + 32).map(async (name) => {
          JSON.parse(await readFile(join(root, name, 'run.json'), 'utf8'))
        }),
      )
  })
  return { plain: time / 1000 }
}

async function rebuild() {
  const history = await opened()
  const delays = monitorEventLoopDelay({ resolution: 1 })
  delays.enable()
  const time = await milliseconds(() => history.whole())
  delays.disable()
  await history.close()
  // The monitor's own beat is part of what it measures.
  return { rebuild: time / 1000, delay: delays.percentile(99) / NANO - 1, worst: delays.max / NANO - 1 }
}

async function start() {
  const history = await opened()
  await history.page({ query: '', before: null, limit: 200 })
  const time = Date.now() - spawned
  await history.close()
  return { start: time }
}

async function pages() {
  const history = await opened()
  await history.whole()
  /** @param {string} query */
  const time = async (query) => {
    const times = []
    for (let round = -1; round < rounds; round += 1) {
      const one = await milliseconds(() => history.page({ query, before: null, limit: 200 }))
      if (round >= 0) times.push(one)
    }
    return median(times)
  }
  const found = {
    first: await time(''),
    common: await time('statistics'),
    rare: await time(RARE),
    compared: await time('lr>0.9985'),
  }
  await history.close()
  return found
}

const measurements = { plain, rebuild, start, pages }
console.log(JSON.stringify(await measurements[/** @type {keyof typeof measurements} */ (what)]()))
