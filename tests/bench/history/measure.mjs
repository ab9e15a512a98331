// @ts-check
/** Measures in processes of their own, so that each begins with nothing in its memory. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { median } from '../row.mjs'

const child = join(import.meta.dirname, 'child.mjs')

/**
 * @param {{ node: string, core: string, data: string, what: string, rounds: number }} order
 * @returns {Promise<Record<string, number>>}
 */
async function inChild({ node, core, data, what, rounds }) {
  const order = JSON.stringify({ core, data, what, rounds, spawned: Date.now() })
  const running = spawn(node, [child, order], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  running.stdout.on('data', (text) => (out += text))
  const code = await new Promise((resolve) => running.on('close', resolve))
  if (code !== 0) throw new Error(`the measurement ${what} ended with ${code}`)
  return JSON.parse(out)
}

/** @param {{ node: string, core: string, data: string, rounds: number }} at */
export async function measureHistory({ rounds, ...at }) {
  const { plain = 0 } = await inChild({ ...at, what: 'plain', rounds })
  const { rebuild = 0, delay = 0, worst = 0 } = await inChild({ ...at, what: 'rebuild', rounds })
  /** @type {number[]} */
  const starts = []
  for (let round = 0; round < rounds; round += 1) {
    const { start = 0 } = await inChild({ ...at, what: 'start', rounds })
    starts.push(start)
  }
  const { first = 0, common = 0, rare = 0, compared = 0 } = await inChild({ ...at, what: 'pages', rounds })
  return { plain, rebuild, delay, worst, start: median(starts), first, common, rare, compared }
}
