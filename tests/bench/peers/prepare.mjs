// @ts-check
/**
 * Installs the peers of the lock file and builds them against our runtime's Python, once. A peer that cannot be built
 * is no reason to stop: it is told with its reason in every row.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { script, node as toolNode } from '../../../setup/paths.mjs'
import { exec } from '../../../setup/process.mjs'
import { npm } from '../../../setup/steps/packages.mjs'
import { presentPython } from './python.mjs'

/** @typedef {{ absent: Record<string, string>, env: NodeJS.ProcessEnv }} Prepared `absent`: name → reason */

const bench = join(import.meta.dirname, '..')
const modules = join(bench, 'node_modules')
const noteFile = join(modules, '.gilder-peers.json')
const MINUTES = 60_000

/**
 * @param {{ root: string, home: string, say: (line: string) => void }} at
 * @returns {Promise<Prepared>}
 */
export async function preparePeers({ root, home, say }) {
  const python = { home, folder: join(modules, '.python') }
  const wanted = fingerprint(home)
  const noted = existsSync(noteFile) ? JSON.parse(readFileSync(noteFile, 'utf8')) : null
  const env = environment(home, join(python.folder, 'bin'))
  // What failed is tried again: the reason may have been the network's.
  if (noted?.made === wanted && Object.keys(noted.absent).length === 0) return { absent: {}, env }

  say('installing the peers')
  const log = join(modules, '.gilder-peers.log')
  mkdirSync(modules, { recursive: true })
  /** @param {readonly string[]} args @param {NodeJS.ProcessEnv} [more] */
  const runNpm = (args, more = {}) => {
    const { command, args: first, shell } = npm()
    const silent = ['--no-audit', '--no-fund', '--foreground-scripts']
    return exec(command, [...first, ...args, ...silent], {
      cwd: bench,
      env: { ...process.env, ...more },
      shell,
      timeout: 10 * MINUTES,
    })
  }
  const { code, output } = await runNpm(['ci', '--ignore-scripts'])
  if (code !== 0) {
    const reason = `not installed: ${lastError(output)}`
    return { absent: { 'node-calls-python': reason, pymport: reason, 'python-shell': reason }, env }
  }
  presentPython(python)

  /** @type {Record<string, string>} */
  const absent = {}
  for (const [peer, more] of Object.entries(builds)) {
    say(`building ${peer}`)
    const built = await runNpm(['rebuild', peer, '--ignore-scripts=false'], { ...env, ...more })
    writeFileSync(`${log}.${peer}`, built.output)
    if (built.code !== 0) absent[peer] = `does not build: ${lastError(built.output)}`
  }
  say('building the floor')
  const floor = await exec(
    toolNode,
    [script('cmake-js/bin/cmake-js'), 'compile', '-d', join(bench, 'floor'), '-O', join(modules, '.floor')],
    { cwd: root, timeout: 5 * MINUTES },
  )
  if (floor.code !== 0) absent.floor = `does not build: ${lastError(floor.output)}`
  writeFileSync(noteFile, JSON.stringify({ made: wanted, absent }))
  return { absent, env }
}

/** What each addon needs beyond its own build; its Python comes by PATH. @type {Record<string, NodeJS.ProcessEnv>} */
const builds = {
  'node-calls-python': {},
  // Its C++14 is too old for the node-addon-api that it asks for; its prebuilt binary has another Python inside.
  pymport: { CXXFLAGS: '-std=c++17', npm_config_build_from_source: 'true' },
}

/**
 * @param {string} home
 * @param {string} bin
 * @returns {NodeJS.ProcessEnv}
 */
function environment(home, bin) {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = process.env
  return {
    ...rest,
    PATH: `${bin}:${process.env.PATH}`,
    PYTHONHOME: home,
    PYTHONPATH: join(bench, 'python'),
    PYTHONNOUSERSITE: '1',
    // Threads of BLAS would fight with the calls' own.
    OPENBLAS_NUM_THREADS: '1',
    OMP_NUM_THREADS: '1',
  }
}

/** @param {string} home */
function fingerprint(home) {
  const hash = createHash('sha256').update(`${home}\n${bench}\n`)
  const files = [
    'package.json',
    'package-lock.json',
    'floor/floor.cc',
    'floor/CMakeLists.txt',
    'peers/python.mjs',
  ]
  for (const file of [...files.map((name) => join(bench, name)), join(home, 'runtime.json')])
    hash.update(readFileSync(file))
  return hash.digest('hex')
}

/** @param {string} output */
const lastError = (output) =>
  /^.*(?:error[: !]|ERR!).*$/im.exec(output)?.[0].trim() ??
  output.trim().split('\n').at(-1) ??
  'it said nothing'
