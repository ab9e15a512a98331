/** What there is to compute with. */
import { readFile } from 'node:fs/promises'
import { arch, cpus } from 'node:os'
import { type Check, ok, warning } from '../check'

/** What libraries for numbers look for, the best last. */
const EXTENSIONS = ['avx', 'avx2', 'avx512f'] as const

export const processor: Check = {
  name: 'processor',
  async look() {
    const all = cpus()
    const model = all[0]?.model.trim().replace(/\s+/g, ' ') || 'an unknown model'
    const cores = all.length
    const quota = await allowance()
    const extensions = await vectorExtensions()
    const facts = { model, cores, quota, extensions }
    const count = cores === 1 ? '1 core' : `${cores} cores`
    const share =
      quota === null || quota >= cores ? '' : `, of which this process may use ${quota.toFixed(1)}`
    const best = extensions?.at(-1)
    const said = `${model}, ${count}${share}${best === undefined ? '' : `, ${best.toUpperCase()}`}.`
    if (arch() === 'x64' && extensions !== null && !extensions.includes('avx2'))
      return warning(
        said.replace(/\.$/, ', without AVX2.'),
        'Jobs run, but numerical libraries are several times as fast on a processor that has it.',
        facts,
      )
    return ok(said, facts)
  },
}

/** Null where it cannot be told. */
async function vectorExtensions(): Promise<readonly string[] | null> {
  const content = await readFile('/proc/cpuinfo', 'utf8').catch(() => '')
  const flags = /^flags\s*:(.*)$/m.exec(content)?.[1]?.split(' ')
  return flags === undefined ? null : EXTENSIONS.filter((name) => flags.includes(name))
}

/** How many cores a container may use; null where nothing is said. */
async function allowance(): Promise<number | null> {
  const content = await readFile('/sys/fs/cgroup/cpu.max', 'utf8').catch(() => '')
  const [, most, period] = /^(\d+) (\d+)/.exec(content) ?? []
  return most === undefined ? null : Number(most) / Number(period)
}
