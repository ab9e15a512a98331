// @ts-check
/** The addon's list of PyConfig's fields, against the headers of every Python on the machine that it knows. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { inRoot } from '../../../setup/paths.mjs'
import { pyenv } from '../../run/pythons.mjs'

const sources = inRoot('native', 'src')
const proof = join(sources, 'python', 'config_layout_proof.cc')
const list = join(sources, 'python', 'config_layout.h')

const carried = inRoot('python-runtime', 'env', 'include')
const folders = [
  ...(existsSync(carried) ? readdirSync(carried) : []).map((name) => join(carried, name)),
  ...(existsSync(pyenv()) ? readdirSync(pyenv()) : []).flatMap((version) => {
    const [, minor] = /^3\.(\d+)\.\d+$/.exec(version) ?? []
    const include = join(pyenv(), version, 'include', `python3.${minor}`)
    return Number(minor) >= 11 && existsSync(include) ? [include] : []
  }),
]

/** @param {string} headers @param {string} first a folder that is searched before the sources */
function compile(headers, first = sources) {
  const args = ['-std=c++20', '-fsyntax-only', '-I', first, '-I', sources, '-isystem', headers, proof]
  const { status, stderr } = spawnSync('c++', args, { encoding: 'utf8' })
  return { status, stderr }
}

const changed = mkdtempSync(join(tmpdir(), 'gilder-layout-'))
afterAll(() => rmSync(changed, { recursive: true, force: true }))

// On Windows the addon's own build proves it; elsewhere some Python's headers are always there once the addon is built.
describe.skipIf(process.platform === 'win32' || folders.length === 0)('PyConfig and PyPreConfig', () => {
  test.each(folders)('are laid out as listed in %s', { timeout: 60_000 }, (headers) => {
    expect(compile(headers)).toEqual({ status: 0, stderr: '' })
  })

  test.each([
    ['a field left out', /^ {2}X\(number, faulthandler.*\n/m, '', 'PyConfig.tracemalloc'],
    ['a field of another type', /X\(text, home,/, 'X(list, home,', 'PyConfig.home'],
    ['a wrong version', /X\(number, safe_path, 11, 13/, 'X(number, safe_path, 99, 99', 'PyConfig.safe_path'],
    ['a field of PyPreConfig', /X\(number, utf8_mode, 11/, 'X(text, utf8_mode, 11', 'PyPreConfig.utf8_mode'],
  ])('would show %s', { timeout: 60_000 }, (_name, from, to, says) => {
    const text = readFileSync(list, 'utf8')
    expect(text.search(from)).toBeGreaterThan(0)
    mkdirSync(join(changed, 'python'), { recursive: true })
    writeFileSync(join(changed, 'python', 'config_layout.h'), text.replace(from, to))
    const { status, stderr } = compile(folders[0] ?? '', changed)
    expect(status).not.toBe(0)
    expect(stderr).toContain(says)
  })
})
