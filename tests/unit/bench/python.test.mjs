// @ts-check
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { presentPython } from '../../bench/peers/python.mjs'

/** @type {string[]} */
const folders = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

test('peers find our Python where they look for the system’s', () => {
  const home = mkdtempSync(join(tmpdir(), 'gilder-bench-'))
  folders.push(home)
  for (const part of ['bin', 'lib']) mkdirSync(join(home, part))
  writeFileSync(
    join(home, 'runtime.json'),
    JSON.stringify({
      python: '3.12.4',
      libpython: 'lib/libpython3.12.so.1.0',
      executable: 'bin/python3.12',
    }),
  )
  writeFileSync(join(home, 'lib/libpython3.12.so.1.0'), 'library')
  writeFileSync(join(home, 'bin/python3.12'), 'program')
  const folder = join(home, 'presented')
  const { bin, version } = presentPython({ home, folder })

  expect(version).toBe('3.12.4')
  const ask = (/** @type {string} */ name, /** @type {readonly string[]} */ args) =>
    execFileSync(join(bin, name), args, { encoding: 'utf8' }).trim()
  expect(ask('python3-config', ['--includes'])).toBe(`-I${home}/include/python3.12`)
  expect(ask('python3-config', ['--ldflags', '--embed'])).toContain('-lpython3.12')
  expect(ask('pkg-config', ['--libs', 'python3-embed'])).toBe(ask('python3-config', ['--ldflags']))
  const libraries = ask('python3-config', ['--configdir'])
  for (const name of ['libpython3.12.so', 'libpython3.12.so.1.0'])
    expect(readFileSync(join(libraries, name), 'utf8')).toBe('library')
  expect(readFileSync(join(bin, 'python3'), 'utf8')).toBe('program')
  expect(() => execFileSync(join(bin, 'pkg-config'), ['--version'], { stdio: 'ignore' })).toThrow()
})
