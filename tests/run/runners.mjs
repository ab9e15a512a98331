// @ts-check
/** Starts each test runner with a report in a file, and reads the report. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { readManifest } from '../../python-runtime/build/manifest.mjs'
import { inRoot, node, root, runtimeFolder, script, tools } from '../../setup/paths.mjs'
import { exec } from '../../setup/process.mjs'
import { readJunit } from './read-junit.mjs'
import { readPlaywright } from './read-playwright.mjs'
import { readTap } from './read-tap.mjs'
import { readVitest } from './read-vitest.mjs'
import { broken, held } from './result.mjs'

/**
 * A place for a new report; an old one must never be taken for it.
 * @param {string} name
 */
function reportFile(name) {
  const folder = inRoot('test-results')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, name)
  rmSync(file, { force: true })
  return file
}

/**
 * @param {string} file
 * @param {import('../../setup/process.mjs').Finished} finished
 * @param {(text: string) => import('./result.mjs').Result} read
 */
function judge(file, finished, read) {
  if (!existsSync(file)) return broken('the runner wrote no report', finished.output)
  return held(read(readFileSync(file, 'utf8')), finished)
}

/**
 * @param {string} project as named in vitest.config.ts
 * @param {(line: string) => void} say
 */
export async function runVitest(project, say) {
  const file = reportFile(`${project}.json`)
  const reporters = ['--reporter=json', `--outputFile=${file}`, '--reporter=default']
  const finished = await exec(
    node,
    [script('vitest/vitest.mjs'), 'run', '--project', project, ...reporters],
    {
      cwd: root,
      onLine: say,
      env: { ...process.env, NO_COLOR: '1' },
    },
  )
  return judge(file, finished, (text) => readVitest(JSON.parse(text)))
}

/**
 * @param {(line: string) => void} say
 */
export async function runPytest(say) {
  const file = reportFile('python.xml')
  const manifest = readManifest(runtimeFolder)
  if (!manifest) return broken('there is no Python runtime', `${runtimeFolder} is not whole.`)
  const python = join(runtimeFolder, manifest.executable)
  const finished = await exec(
    python,
    ['-B', '-m', 'pytest', '-p', 'no:cacheprovider', `--junitxml=${file}`, 'tests/python'],
    {
      cwd: root,
      onLine: say,
      env: { ...process.env, PYTHONPATH: [tools, inRoot('python-runtime')].join(delimiter) },
    },
  )
  return judge(file, finished, readJunit)
}

/**
 * `node:test` files, each in a process of its own.
 * @param {{ command: string, args?: readonly string[], files: readonly string[], env?: NodeJS.ProcessEnv, cwd?: string, timeout?: number, say: (line: string) => void }} options
 */
export async function runNodeTests({
  command,
  args = [],
  files,
  env = process.env,
  cwd = root,
  timeout = 600_000,
  say,
}) {
  /** @type {import('./result.mjs').Result[]} */
  const results = []
  for (const file of files) {
    say(file)
    const finished = await exec(command, [...args, file], { cwd, env, timeout })
    results.push(held(readTap(finished.output), finished))
  }
  return results
}

/**
 * @param {{ suite: string, folder: string, env: NodeJS.ProcessEnv, say: (line: string) => void }} options `folder`: the
 *   checkout that holds `tests/<suite>`
 */
export async function runPlaywright({ suite, folder, env, say }) {
  const file = reportFile(`${suite}.json`)
  const config = join(folder, 'tests', suite, 'playwright.config.ts')
  const cli = join(folder, 'node_modules', '@playwright', 'test', 'cli.js')
  const finished = await exec(node, [cli, 'test', '--config', config, '--reporter=json,list'], {
    cwd: folder,
    onLine: say,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file, NO_COLOR: '1' },
  })
  return judge(file, finished, (text) => readPlaywright(JSON.parse(text)))
}
