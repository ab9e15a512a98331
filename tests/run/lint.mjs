// @ts-check
/** Every checker of the sources, each counted as one test. */
import { node, root, script, tool } from '../../setup/paths.mjs'
import { exec } from '../../setup/process.mjs'
import { clangFormat, nativeSources, pythonSources } from '../../setup/sources.mjs'
import { sum } from './result.mjs'

/** @returns {readonly (readonly [string, string, readonly string[]])[]} */
const checks = () => [
  ['biome', node, [script('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '--diagnostic-level=error']],
  ['types', node, [script('typescript/bin/tsc'), '-b', '.', 'tests', 'setup']],
  ['ruff check', tool('ruff'), ['check', '--no-cache', ...pythonSources]],
  ['ruff format', tool('ruff'), ['format', '--no-cache', '--check', ...pythonSources]],
  ['clang-format', clangFormat, ['--dry-run', '-Werror', ...nativeSources()]],
]

/** @type {import('./show.mjs').Run} */
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
