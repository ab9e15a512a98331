// @ts-check
/** `npm run test:sanitize -- [asan] [tsan] [ubsan]`: the boundary's tests in Node with each sanitizer in the addon. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { addonIn, compileAddon } from '../../setup/compile-addon.mjs'
import { inRoot, node, root } from '../../setup/paths.mjs'
import { exec } from '../../setup/process.mjs'
import { broken, sum } from '../run/result.mjs'
import { runNodeTests } from '../run/runners.mjs'
import { showAll } from '../run/show.mjs'
import { failuresIn } from './reports.mjs'
import { environment, sanitizers } from './sanitizers.mjs'

/** Instrumented code is some ten times as slow: one round of the cases that end a process, and time for all. */
const slowly = { GILDER_EXIT_ROUNDS: '1', GILDER_CASE_TIMEOUT: '900000' }
const timeout = 3_600_000

/** @param {string} path an empty folder */
function emptied(path) {
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path, { recursive: true })
  return path
}

/**
 * @param {import('./sanitizers.mjs').Sanitizer} sanitizer
 * @param {string} folder
 */
async function canary(sanitizer, folder) {
  const library = join(folder, 'canary.node')
  const options = [`-fsanitize=${sanitizer.flag}`, '-shared', '-fPIC', '-g', '-o', library]
  const built = await exec('c++', [...options, inRoot('tests', 'sanitize', 'canary.cc')])
  if (built.code !== 0) return broken('the canary could not be compiled', built.output)
  const reports = emptied(join(folder, 'canary'))
  const { output } = await exec(node, ['-e', 'require(process.argv[1])', library], {
    env: environment(sanitizer, join(reports, 'report')),
  })
  if (readdirSync(reports).length === 0) return broken(`${sanitizer.name} does not report a fault`, output)
  return { passed: 1, skipped: 0, failures: [] }
}

/**
 * @param {import('./sanitizers.mjs').Sanitizer} sanitizer
 * @returns {import('../run/show.mjs').Run}
 */
const under =
  (sanitizer) =>
  async ({ say }) => {
    const folder = inRoot('.cache', 'sanitize', sanitizer.name)
    const build = join(folder, 'build')
    await compileAddon(build, [`${sanitizer.setting}=ON`], {
      exec: (command, args, options) => exec(command, args, { cwd: root, ...options }),
      say,
    })
    say('canary')
    const works = await canary(sanitizer, folder)
    if (works.failures.length > 0) return works
    const reports = emptied(join(folder, 'reports'))
    const results = await runNodeTests({
      command: node,
      args: ['--test-reporter=tap'],
      files: ['tests/boundary/all.test.cjs'],
      env: { ...environment(sanitizer, join(reports, 'report')), ...slowly, GILDER_ADDON: addonIn(build) },
      timeout,
      say,
    })
    const failures = failuresIn(reports)
    const clean = { passed: failures.length === 0 ? 1 : 0, skipped: 0, failures }
    return sum([works, ...results, clean])
  }

await showAll(
  sanitizers.map((sanitizer) => ({ name: sanitizer.name, run: under(sanitizer) })),
  process.argv.slice(2),
  1,
)
