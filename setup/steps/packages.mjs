// @ts-check
/** The Node packages of the lock file, among them the Node that everything later runs with. */
import { existsSync, readFileSync } from 'node:fs'
import { StepError } from '../failure.mjs'
import { inRoot, node } from '../paths.mjs'

/** @typedef {{ readonly packages?: Readonly<Record<string, { readonly version?: string, readonly optional?: boolean, readonly peer?: boolean }>> }} LockFile */

/** @returns {{ command: string, args: readonly string[], shell: boolean }} the npm that started us, else the one on PATH */
export function npm() {
  const { npm_execpath: cli, npm_node_execpath: runner } = process.env
  if (cli && /\.c?js$/.test(cli) && existsSync(cli))
    return { command: runner && existsSync(runner) ? runner : process.execPath, args: [cli], shell: false }
  // Windows' npm is a .cmd file, which only a shell can start.
  return { command: 'npm', args: [], shell: process.platform === 'win32' }
}

/**
 * Whether what npm has noted down in `node_modules` is what the lock file asks for.
 * @param {LockFile} lock
 * @param {LockFile} installed
 */
export function holdsWhatIsLocked(lock, installed) {
  return Object.entries(lock.packages ?? {}).every(([path, { version, optional }]) => {
    if (path === '') return true
    const found = installed.packages?.[path]
    return found ? found.version === version : optional === true
  })
}

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(inRoot(path), 'utf8'))

function alreadyInstalled() {
  const noted = 'node_modules/.package-lock.json'
  return (
    existsSync(inRoot(noted)) &&
    existsSync(node) &&
    holdsWhatIsLocked(readJson('package-lock.json'), readJson(noted))
  )
}

/** @type {import('../step.mjs').Step} */
export const packages = {
  name: 'packages',
  title: 'Node packages',
  inputs() {
    // Of package.json only what npm installs by: a changed script is no reason to install again.
    const { dependencies, devDependencies, overrides, allowScripts } = readJson('package.json')
    const asked = JSON.stringify({ dependencies, devDependencies, overrides, allowScripts })
    return { files: ['package-lock.json'], facts: { asked, platform: process.platform, arch: process.arch } }
  },
  outputs: () => [inRoot('node_modules', '.package-lock.json'), node],
  async run({ exec, say }) {
    if (alreadyInstalled()) return 'They were there already.'
    const { command, args, shell } = npm()
    let fetched = 0
    const { code, output } = await exec(
      command,
      [...args, 'ci', '--loglevel=http', '--ignore-scripts=false', '--no-audit', '--no-fund'],
      {
        shell,
        onLine(line) {
          if (/^npm http (fetch GET 200|cache) .*\.tgz/.test(line)) say(`${++fetched} fetched`)
        },
      },
    )
    if (/^npm error code EUSAGE$/m.test(output))
      throw new StepError(
        'package-lock.json does not say what package.json asks for.',
        'Run `npm install` once, look at what it changes in package-lock.json, and run the command again.',
      )
    if (code !== 0)
      throw new StepError(
        'npm could not install the packages of package-lock.json.',
        'Check the network and the registry npm is set up for (`npm ping`), then run the same command again.',
      )
    const version = existsSync(node) ? await exec(node, ['--version']) : undefined
    if (version?.code !== 0)
      throw new StepError(
        'The package `node` did not bring its program: npm has not run its install script.',
        'Run `npm rebuild node`, then the same command again.',
      )
    return undefined
  },
}
