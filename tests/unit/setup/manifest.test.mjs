// @ts-check
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RuntimeManifest } from '../../../app/contract/runtime'
import { compareFiles } from '../../../app/core/runtime/compare'
import { parseListing } from '../../../app/core/runtime/listing'
import { manifestOf, readManifest, writeManifest } from '../../../python-runtime/build/manifest.mjs'

const facts = { arch: 'x64', python: '3.11.7', packages: { numpy: '2.4.6' }, environment: 'f'.repeat(64) }
const onLinux = manifestOf({ ...facts, platform: 'linux' })

describe('the manifest', () => {
  test('on Linux', () => {
    expect(onLinux).toEqual({
      ...facts,
      version: 1,
      platform: 'linux',
      libpython: 'lib/libpython3.11.so.1.0',
      executable: 'bin/python3.11',
      searchPaths: ['lib/python3.11', 'lib/python3.11/lib-dynload', 'lib/python3.11/site-packages'],
    })
  })

  test('on Windows', () => {
    expect(manifestOf({ ...facts, platform: 'win32' })).toMatchObject({
      libpython: 'python311.dll',
      executable: 'python.exe',
      searchPaths: ['Lib', 'DLLs', 'Lib/site-packages'],
    })
  })

  test.each(['linux', 'win32', 'darwin'])('is what the app reads (%s)', (platform) => {
    const manifest = manifestOf({ ...facts, platform })
    expect(RuntimeManifest.parse(manifest)).toEqual(manifest)
  })
})

describe('a runtime', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gilder-runtime-'))
    for (const path of [onLinux.libpython, onLinux.executable]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), '')
    }
    for (const path of onLinux.searchPaths) mkdirSync(join(folder, path), { recursive: true })
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('with its manifest and its parts is whole', () => {
    writeManifest(folder, onLinux)
    expect(readManifest(folder)).toEqual(onLinux)
  })

  test('has a list of all its files, which the app reads and finds to be true', async () => {
    symlinkSync('python3.11', join(folder, 'bin/python'))
    writeManifest(folder, onLinux)
    // A second one replaces the first.
    writeManifest(folder, onLinux)
    const listed = parseListing(readFileSync(join(folder, 'files.tsv'), 'utf8'))
    expect(listed?.map(({ path }) => path).sort()).toEqual(
      ['bin/python', onLinux.executable, onLinux.libpython, 'runtime.json'].sort(),
    )
    const compared = await compareFiles(folder, listed ?? [], () => {})
    expect(compared).toMatchObject({ differing: [], added: [] })
  })

  test('without a manifest is half made', () => expect(readManifest(folder)).toBeNull())

  test('that is not there is none', () => expect(readManifest(join(folder, 'nowhere'))).toBeNull())

  test('with a manifest cut short is half made', () => {
    writeFileSync(join(folder, 'runtime.json'), JSON.stringify(onLinux).slice(0, 100))
    expect(readManifest(folder)).toBeNull()
  })

  test.each([onLinux.libpython, onLinux.executable, ...onLinux.searchPaths])(
    'without %s is damaged',
    (path) => {
      writeManifest(folder, onLinux)
      rmSync(join(folder, path), { recursive: true })
      expect(readManifest(folder)).toBeNull()
    },
  )
})
