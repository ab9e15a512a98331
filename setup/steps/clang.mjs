// @ts-check
/** The compiler that has a fuzzer in it; only `npm run fuzz` needs it. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { StepError } from '../failure.mjs'

/** @param {readonly string[]} args */
const clang = (args) => spawnSync('clang++', [...args], { encoding: 'utf8' }).stdout ?? ''

function hasFuzzer() {
  const arch = process.arch === 'arm64' ? 'aarch64' : 'x86_64'
  const file = clang([`-print-file-name=libclang_rt.fuzzer-${arch}.a`]).trim()
  return isAbsolute(file) && existsSync(file)
}

/** @type {import('../step.mjs').Step} */
export const clangStep = {
  name: 'clang',
  title: 'clang and libFuzzer',
  inputs: () => ({}),
  outputs: () => [],
  current: hasFuzzer,
  async run(task) {
    const packages = 'clang and libclang-rt-<version of clang>-dev'
    const refused = new StepError(
      'This machine lacks clang++ with libFuzzer.',
      `Install it (on Debian: apt-get install ${packages}) and run the command again.`,
    )
    if (process.getuid?.() !== 0) throw refused
    /** @param {string} name */
    const install = async (name) => {
      task.say(`installing ${name}`)
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
      const args = ['-q', 'install', '-y', '--no-install-recommends', name]
      if ((await task.exec('apt-get', args, { env })).code !== 0) throw refused
    }
    await task.exec('apt-get', ['update', '-q'])
    await install('clang')
    const version = /version (\d+)/.exec(clang(['--version']))?.[1]
    await install(`libclang-rt-${version}-dev`)
    if (!hasFuzzer()) throw refused
    return undefined
  },
}
