// @ts-check
/** Every checker of the sources, each counted as one test. */
import { join } from 'node:path'
import { listFiles } from '../../setup/fingerprint.mjs'
import { node, root, script, tool, tools } from '../../setup/paths.mjs'
import { exec } from '../../setup/process.mjs'
import { sum } from './result.mjs'

const python = ['python-runtime', 'tests']

/** pip's script in `bin` names the Python it was installed by; the program itself lies here. */
const clangFormat = join(tools, 'clang_format', 'data', 'bin', 'clang-format')

const nativeFiles = () =>
  listFiles(root, ['native'], ['native/build']).filter((file) => /\.(cc|h)$/.test(file))

/** @returns {readonly (readonly [string, string, readonly string[]])[]} */
const checks = () => [
  ['biome', node, [script('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '--diagnostic-level=error']],
  ['types', node, [script('typescript/bin/tsc'), '-b', '.', 'tests', 'setup']],
  ['ruff check', tool('ruff'), ['check', '--no-cache', ...python]],
  ['ruff format', tool('ruff'), ['format', '--no-cache', '--check', ...python]],
  ['clang-format', clangFormat, ['--dry-run', '-Werror', ...nativeFiles()]],
]

/** @type {import('./suites.mjs').Run} */
export async function lint({ say }) {
  /** @type {import('./result.mjs').Result[]} */
  const results = []
  for (const [name, command, args] of checks()) {
    say(name)
    const { code, output } = await exec(command, args, { cwd: root })
    results.push({
      passed: code === 0 ? 1 : 0,
      skipped: 0,
      failures: code === 0 ? [] : [{ name, text: output }],
    })
  }
  return sum(results)
}
