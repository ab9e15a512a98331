/** A runtime that is missing or harmed: told by its files, the app goes on, and nothing of it is loaded. */
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Snapshot } from '../../app/contract/api'
import type { RuntimeState } from '../../app/contract/runtime'
import { openCore } from '../../app/core/core'
import { layout } from '../../app/core/layout'
import { RunStore } from '../../app/core/store/store'
import { place, samples } from '../cli/gilder'
import { temporaryFolder } from '../unit/core/place'
import { elf } from '../unit/core/runtime/binaries'
import { draft } from '../unit/core/sample-run'
import { root } from './core'

const LIBRARY = 'lib/libpython3.11.so.1.0'
const whole = join(root, 'python-runtime/env')

/** The parts of a runtime that are looked at, as copies that can be harmed. */
function copyTo(folder: string): string {
  for (const file of ['runtime.json', 'bin/python3.11', LIBRARY]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(whole, file), join(folder, file))
  }
  symlinkSync(join(whole, 'lib/python3.11'), join(folder, 'lib/python3.11'))
  return folder
}

const manifest = (folder: string, change: Readonly<Record<string, unknown>>): void => {
  const file = join(folder, 'runtime.json')
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change }))
}

function replace(path: string, make: () => void): void {
  rmSync(path, { recursive: true })
  make()
}

const harms: readonly (readonly [string, RuntimeState, (folder: string) => void])[] = [
  ['not there', 'missing', (folder) => rmSync(folder, { recursive: true })],
  ['a file', 'missing', (folder) => replace(folder, () => writeFileSync(folder, ''))],
  ['without its library', 'corrupt', (folder) => rmSync(join(folder, LIBRARY))],
  ['without its program', 'corrupt', (folder) => rmSync(join(folder, 'bin'), { recursive: true })],
  ['without its packages', 'corrupt', (folder) => unlinkSync(join(folder, 'lib/python3.11'))],
  [
    'with a library cut off in the middle',
    'corrupt',
    (folder) => truncateSync(join(folder, LIBRARY), 2_000_000),
  ],
  ['with a library cut off in its header', 'corrupt', (folder) => truncateSync(join(folder, LIBRARY), 40)],
  ['with an empty library', 'corrupt', (folder) => writeFileSync(join(folder, LIBRARY), '')],
  [
    'with a text for its library',
    'corrupt',
    (folder) => writeFileSync(join(folder, LIBRARY), 'x'.repeat(5000)),
  ],
  [
    'with a folder for its library',
    'corrupt',
    (folder) => replace(join(folder, LIBRARY), () => mkdirSync(join(folder, LIBRARY))),
  ],
  ['for another machine', 'wrong-arch', (folder) => writeFileSync(join(folder, LIBRARY), elf(183))],
  ['for another system', 'wrong-arch', (folder) => manifest(folder, { platform: 'win32' })],
  ['of another version', 'wrong-version', (folder) => manifest(folder, { python: '3.12.1' })],
  [
    'with files of elsewhere',
    'corrupt',
    (folder) => manifest(folder, { libpython: '../../../../usr/lib/x.so' }),
  ],
]

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('case 35: a runtime', () => {
  test.each(harms)('%s', async (_name, state, harm) => {
    const folder = temporaryFolder()
    const env = { GILDER_DATA: join(folder, 'data'), GILDER_RUNTIME: copyTo(join(folder, 'env')) }
    harm(env.GILDER_RUNTIME)
    const at = layout({
      appRoot: root,
      resourcesPath: null,
      env,
      platform: process.platform,
      home: homedir(),
    })
    const kept = await new RunStore(at.runs).create({ ...draft, state: 'done' })
    const core = openCore({ layout: at, version: '1.2.3' })
    try {
      core.start()
      const snapshot = await core.snapshot()
      expect(Snapshot.parse(snapshot)).toEqual(snapshot)
      expect(snapshot.runtime).toMatchObject({ state, folder: env.GILDER_RUNTIME })
      expect(snapshot.runtime.message).toContain(env.GILDER_RUNTIME)
      expect(snapshot.runtime.hint).not.toBe('')
      // All that needs no Python is there.
      expect(snapshot.runs.map(({ id }) => id)).toEqual([kept.id])
      expect(await core.jobs.submit('describe', {})).toMatchObject({
        state: 'refused',
        error: { kind: 'runtime', message: snapshot.runtime.message, hint: snapshot.runtime.hint },
      })
      const mapped = readFileSync('/proc/self/maps', 'utf8')
      expect(mapped).not.toContain('libpython')
      expect(mapped).not.toContain(env.GILDER_RUNTIME)
    } finally {
      await core.close()
    }
  })
})

function linkAll(from: string, to: string, without: string): void {
  for (const name of readdirSync(from)) if (name !== without) symlinkSync(join(from, name), join(to, name))
}

describe('case 35: a runtime that looks whole and lacks', () => {
  test.each([
    ['the modules Python starts with', 'encodings'],
    ['a package of ours', 'site-packages/pydantic'],
  ])('%s', async (_name, gone) => {
    const here = place()
    const folder = here.path('env')
    copyTo(folder)
    unlinkSync(join(folder, 'lib/python3.11'))
    const library = join(folder, 'lib/python3.11')
    // The real folders, entry by entry, but for one.
    const parts = gone.split('/')
    let from = join(whole, 'lib/python3.11')
    let to = library
    for (const part of parts) {
      mkdirSync(to)
      linkAll(from, to, part)
      from = join(from, part)
      to = join(to, part)
    }
    const args = ['--run', 'describe', '--input', samples.penguins]
    const { code, stdout, stderr } = await here.gilder(args, { env: { GILDER_RUNTIME: folder } })
    expect({ code, stdout }, stderr).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain(`gilder: The Python runtime at ${folder} does not start: `)
    expect(stderr).toMatch(/\n {2}\S/)
    expect(here.runs()).toEqual([])
  })
})
