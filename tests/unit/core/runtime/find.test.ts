import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RuntimeManifest } from '../../../../app/contract/runtime'
import { findRuntime } from '../../../../app/core/runtime/find'
import { elf } from './binaries'

const manifest: RuntimeManifest = {
  version: 1,
  python: '3.11.7',
  platform: 'linux',
  arch: 'x64',
  libpython: 'lib/libpython3.11.so.1.0',
  executable: 'bin/python3.11',
  searchPaths: ['lib/python3.11'],
  packages: { numpy: '2.4.6' },
  environment: 'abc',
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gilder runtime ü '))
  mkdirSync(join(folder, 'bin'))
  mkdirSync(join(folder, 'lib/python3.11'), { recursive: true })
  writeFileSync(join(folder, manifest.libpython), elf(62))
  writeFileSync(join(folder, manifest.executable), elf(62))
  write(manifest)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (content: object): void => writeFileSync(join(folder, 'runtime.json'), JSON.stringify(content))
const find = (packaged = false, named = false) =>
  findRuntime({ folder, packaged, named, platform: 'linux', arch: 'x64' })

test('a whole runtime is ok', async () => {
  const found = await find()
  expect(found.status).toMatchObject({
    state: 'ok',
    folder,
    message: '',
    python: '3.11.7',
    packages: { numpy: '2.4.6' },
  })
  expect(found.files).toEqual({
    python: '3.11.7',
    environment: 'abc',
    packages: { numpy: '2.4.6' },
    libpython: join(folder, manifest.libpython),
    home: folder,
    executable: join(folder, manifest.executable),
    searchPaths: [join(folder, 'lib/python3.11')],
  })
})

interface Case {
  readonly name: string
  readonly harm: () => void
  readonly state: string
  readonly says: string
}

const cases: readonly Case[] = [
  {
    name: 'no folder',
    harm: () => rmSync(folder, { recursive: true }),
    state: 'missing',
    says: 'There is no Python runtime at',
  },
  {
    name: 'an empty folder',
    harm: () => {
      rmSync(folder, { recursive: true })
      mkdirSync(folder)
    },
    state: 'missing',
    says: 'neither runtime.json nor a Python is in it',
  },
  {
    name: 'garbled manifest',
    harm: () => writeFileSync(join(folder, 'runtime.json'), '{"version": 1, "pyth'),
    state: 'corrupt',
    says: 'runtime.json cannot be read',
  },
  {
    name: 'manifest of another version',
    harm: () => write({ ...manifest, version: 2 }),
    state: 'corrupt',
    says: 'runtime.json cannot be read',
  },
  {
    name: 'libpython deleted',
    harm: () => rmSync(join(folder, manifest.libpython)),
    state: 'corrupt',
    says: 'lib/libpython3.11.so.1.0 is missing',
  },
  {
    name: 'libpython empty',
    harm: () => truncateSync(join(folder, manifest.libpython), 0),
    state: 'corrupt',
    says: 'lib/libpython3.11.so.1.0 is not a program library',
  },
  {
    name: 'libpython cut off',
    harm: () => writeFileSync(join(folder, manifest.libpython), elf(62, { sections: 1_000_000 })),
    state: 'corrupt',
    says: 'lib/libpython3.11.so.1.0 is cut off',
  },
  {
    name: 'libpython is a folder',
    harm: () => {
      rmSync(join(folder, manifest.libpython))
      mkdirSync(join(folder, manifest.libpython))
    },
    state: 'corrupt',
    says: 'cannot be read: it is a folder',
  },
  {
    name: 'python deleted',
    harm: () => rmSync(join(folder, manifest.executable)),
    state: 'corrupt',
    says: 'bin/python3.11 is missing',
  },
  {
    name: 'standard library deleted',
    harm: () => rmSync(join(folder, 'lib/python3.11'), { recursive: true }),
    state: 'corrupt',
    says: 'lib/python3.11 is missing',
  },
  {
    name: 'manifest that points out of its folder',
    harm: () => write({ ...manifest, libpython: '../libpython.so' }),
    state: 'corrupt',
    says: 'runtime.json cannot be read',
  },
  {
    name: 'libpython of another machine',
    harm: () => writeFileSync(join(folder, manifest.libpython), elf(183)),
    state: 'wrong-arch',
    says: 'lib/libpython3.11.so.1.0 is for arm64, this is x64',
  },
  {
    name: 'manifest of another machine',
    harm: () => write({ ...manifest, platform: 'win32', arch: 'arm64' }),
    state: 'wrong-arch',
    says: 'It is for win32 arm64, this is linux x64',
  },
  {
    name: 'another Python',
    harm: () => write({ ...manifest, python: '3.12.1' }),
    state: 'wrong-version',
    says: 'is Python 3.12.1; Gilder needs Python 3.11',
  },
]

describe.each(cases)('$name', ({ harm, state, says }) => {
  test(`is ${state}, said in a sentence with the folder in it`, async () => {
    harm()
    const { status, files: usable } = await find()
    expect(usable).toBeNull()
    expect(status.state).toBe(state)
    expect(status.message).toContain(says)
    expect(status.message).toContain(folder)
    expect(status.hint).toContain('npm run setup')
  })
})

test('a packaged app tells to install again', async () => {
  rmSync(folder, { recursive: true })
  const { status } = await find(true)
  expect(status.hint).toContain('Install Gilder again')
  expect(status.hint).not.toContain('npm')
})

test('a runtime that GILDER_RUNTIME names is for whoever set that to put right', async () => {
  writeFileSync(join(folder, 'runtime.json'), '')
  const hint = 'GILDER_RUNTIME names this folder: correct or unset it.'
  for (const packaged of [false, true]) expect((await find(packaged, true)).status.hint).toBe(hint)
})
