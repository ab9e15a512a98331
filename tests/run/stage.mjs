// @ts-check
/** A checkout that the plain user can read: the one at hand, else a twin of it made of hard links. */
import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../setup/paths.mjs'
import { canRead, folderOf } from './desktop.mjs'

/** One file of everything that the app or Playwright's loader reads while it runs as that user. */
const samples = [
  'package.json',
  'out/main/main.cjs',
  'native/build/Release/gilder.node',
  'python-runtime/env/runtime.json',
  '.cache/electron/gilder-electron.json',
  'node_modules/playwright-core/package.json',
  'tests/tsconfig.json',
]

/** @param {string} command @param {readonly string[]} args */
function must(command, args) {
  const { status, stderr } = spawnSync(command, [...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args[0]} failed: ${stderr}`)
}

/**
 * @param {import('./desktop.mjs').User | null} user
 * @returns {string} the root of a checkout
 */
export function readableRoot(user) {
  const readable = (/** @type {string} */ folder) =>
    canRead(
      user,
      samples.map((path) => join(folder, path)),
    )
  if (readable(root)) return root
  const twin = folderOf(user)
  const parts = readdirSync(root)
    .filter((name) => !['.git', 'dist', 'test-results'].includes(name))
    .map((name) => join(root, name))
  // Links are quick but share the original's modes, and cannot cross to another disk.
  const linked = spawnSync('cp', ['-al', '--', ...parts, twin]).status === 0
  if (linked && readable(twin)) return twin
  rmSync(twin, { recursive: true, force: true })
  must('mkdir', ['-p', twin])
  must('cp', ['-a', '--reflink=auto', '--', ...parts, twin])
  must('chmod', ['-R', 'a+rX', twin])
  return twin
}
