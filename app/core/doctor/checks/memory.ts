/** How much memory jobs can have. */
import { readFile } from 'node:fs/promises'
import { freemem, totalmem } from 'node:os'
import { type Check, ok, sizeText, warning } from '../check'

/** Less than this, and PyTorch with a table of some size does not fit. */
const LEAST = 1e9

export const memory: Check = {
  name: 'memory',
  async look() {
    const total = Math.min(totalmem(), await limit())
    const free = Math.min(total, await available())
    const facts = { total, available: free }
    const said = `${sizeText(total)}, of which ${sizeText(free)} can be had now.`
    if (free >= LEAST) return ok(said, facts)
    return warning(said, 'Close other programs before you run jobs on large data.', facts)
  },
}

/** What the system keeps of files it has read can be had as well. */
async function available(): Promise<number> {
  const content = await readFile('/proc/meminfo', 'utf8').catch(() => '')
  const kibibytes = /^MemAvailable:\s+(\d+) kB$/m.exec(content)?.[1]
  return kibibytes === undefined ? freemem() : Number(kibibytes) * 1024
}

/** Of a container. */
async function limit(): Promise<number> {
  const content = await readFile('/sys/fs/cgroup/memory.max', 'utf8').catch(() => '')
  return /^\d+$/.test(content.trim()) ? Number(content) : Number.POSITIVE_INFINITY
}
