// @ts-check
/**
 * Very many very short runs, one after the other through the queue: how many a second, beside what plain Python offers,
 * and what becomes of the process that looks after them.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { keeps } from './row.mjs'

/** Caches are warm and files read by then. */
const WARM = 0.1
const WORKERS = 2
const MOST_GROWTH_MB = 20
const MOST_DELAY_MS = 10

const peers = ['process-pool', 'fresh-processes', 'joblib', 'dask']
const placements = /** @type {const} */ ([
  { flag: '--in-app', name: 'in the app', against: 'process-pool' },
  { flag: '--isolated', name: 'isolated', against: 'fresh-processes' },
])

/**
 * @param {{ electron: string, root: string, runs: number, say: (line: string) => void }} at
 * @returns {Promise<readonly import('./row.mjs').Row[]>}
 */
export async function queue({ electron, root, runs, say }) {
  const folder = mkdtempSync(join(tmpdir(), 'gilder-bench-'))
  try {
    /** @type {Record<string, number>} */
    const theirs = {}
    /** @type {Record<string, string>} */
    const missing = {}
    for (const name of peers) {
      say(`queue: ${runs} tasks by ${name}`)
      try {
        theirs[name] = await byPeer(root, name, runs)
      } catch (error) {
        missing[name] = String(error)
      }
    }
    const rows = []
    for (const { flag, name, against } of placements) {
      say(`queue: ${runs} runs ${name}`)
      const { rate, growth, p99 } = await byGilder({ electron, root, folder, runs, flag })
      const peer = theirs[against]
      /** @type {import('./row.mjs').Row} */
      const row = {
        row: `runs of 1 ms, ${name}, ${runs}`,
        unit: '/s',
        better: 'higher',
        gilder: rate,
        peers: theirs,
        missing,
        floor: null,
        against,
        ratio: peer === undefined ? null : rate / peer,
        target: null,
        ok: true,
      }
      rows.push(row, own(`growth of the process meanwhile, ${name}`, 'MB', growth, MOST_GROWTH_MB))
      rows.push(own(`event loop meanwhile, 99th percentile, ${name}`, 'ms', p99, MOST_DELAY_MS))
    }
    return rows
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {string} row @param {string} unit @param {number} value @param {number} target @returns {import('./row.mjs').Row} */
const own = (row, unit, value, target) => ({
  row,
  unit,
  better: 'lower',
  gilder: value,
  peers: {},
  missing: {},
  floor: null,
  against: null,
  ratio: null,
  target,
  ok: keeps('lower', value, target),
})

/** Tasks a second. @param {string} root @param {string} name @param {number} runs @returns {Promise<number>} */
async function byPeer(root, name, runs) {
  const python = join(root, 'python-runtime/env/bin/python3.11')
  const script = join(root, 'tests/bench/queue/peers.py')
  const child = spawn(python, ['-B', script, name, String(runs), String(WORKERS)])
  let said = ''
  let complaint = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaint = (complaint + text).slice(-2000)
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(complaint.trim().split('\n').at(-1) || `it ended with ${code}`)
  return Number(said)
}

/**
 * All figures are those of the time between the tenth part and the end.
 * @param {{ electron: string, root: string, folder: string, runs: number, flag: string }} at
 */
async function byGilder({ electron, root, folder, runs, flag }) {
  const job = `${join(root, 'tests/bench/queue/tiny.py')}:tiny`
  const orders = join(folder, 'orders.jsonl')
  const lines = Array.from({ length: runs }, (_, seed) => JSON.stringify({ job, params: { seed } }))
  writeFileSync(orders, `${lines.join('\n')}\n`)
  const delay = join(folder, 'delay.json')
  const env = {
    ...process.env,
    ELECTRON_RUN_AS_NODE: '1',
    GILDER_TRUST: '1',
    GILDER_DATA: join(folder, `data${flag}`),
    GILDER_BENCH_DELAY: delay,
  }
  const watch = join(root, 'tests/bench/queue/watch.cjs')
  const args = ['--require', watch, join(root, 'out/cli/cli.cjs')]
  const child = spawn(electron, [...args, '--batch', orders, flag, '--parallel', String(WORKERS), '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.on('close', resolve))
  const warm = Math.max(1, Math.floor(runs * WARM))
  let done = 0
  let begun = { at: 0, memory: 0 }
  let over = begun
  for await (const line of createInterface({ input: child.stdout })) {
    if (JSON.parse(line).state !== 'done') continue
    done += 1
    // At the end it may be gone by the time this is read: its memory is that of a moment before.
    if (done === runs) over = { at: performance.now(), memory: over.memory }
    else if (done === warm) begun = { at: performance.now(), memory: residentMb(child.pid) }
    else if (done > warm && (done % 50 === 0 || done === runs - 10))
      over = { at: 0, memory: residentMb(child.pid) }
  }
  if ((await ended) !== 0 || done !== runs) throw new Error(`${done} of ${runs} runs were done`)
  const rate = ((runs - warm) / (over.at - begun.at)) * 1000
  return { rate, growth: over.memory - begun.memory, p99: JSON.parse(readFileSync(delay, 'utf8')).p99 }
}

/** @param {number | undefined} pid */
function residentMb(pid) {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}
