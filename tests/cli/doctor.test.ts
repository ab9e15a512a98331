/** --doctor and --repair on runtimes and data folders with something the matter. */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CheckName, Finding } from '../../app/contract/doctor'
import { type Ended, lines, type Place, place, root, runtime } from './gilder'
import { install, shell } from './installed'

/** All of the runtime's files are read, by Electron's slower crypto, on a machine with other work to do. */
const LONG = 240_000

interface Told {
  readonly findings: ReadonlyMap<string, Finding>
  readonly summary: Readonly<Record<string, unknown>>
}

function told({ stdout }: Ended): Told {
  const all = lines(stdout)
  const findings = all.filter(({ type }) => type === 'check').map((line) => Finding.parse(line))
  expect(findings.map(({ check }) => check)).toEqual(CheckName.options)
  for (const { state, message, hint } of findings) {
    expect(message).toMatch(/[.?!]$/)
    expect(hint === null).toBe(state === 'ok')
  }
  return { findings: new Map(findings.map((one) => [one.check, one])), summary: all.at(-1) ?? {} }
}

const NUMPY = 'lib/python3.11/site-packages/numpy/matlib.py'
const TEXT = 'lib/python3.11/this.py'
const GONE = 'lib/python3.11/antigravity.py'
const LINK = 'bin/python'

/** The files are those of the checkout: each that is to be changed is made anew first. */
function harm(env: string): void {
  const anew = (path: string, content: string): void => {
    writeFileSync(join(env, `${path}.new`), content)
    renameSync(join(env, `${path}.new`), join(env, path))
  }
  const numpy = readFileSync(join(env, NUMPY), 'utf8')
  anew(NUMPY, numpy.replace(/[a-z]/, 'Z'))
  anew(TEXT, readFileSync(join(env, TEXT), 'utf8'))
  truncateSync(join(env, TEXT), 100)
  rmSync(join(env, GONE))
  rmSync(join(env, LINK))
  symlinkSync('python3', join(env, LINK))
}

/** Only some files are looked at: all of them take long, and one test does that. */
function shorten(env: string): void {
  const listing = join(env, 'files.tsv')
  const kept = readFileSync(listing, 'utf8')
    .split('\n')
    .filter((line) => /\t(bin\/[^/]+|lib\/python3\.11\/[^/]+\.py|.*\/numpy\/matlib\.py)$/.test(line))
  rmSync(listing)
  writeFileSync(listing, [...kept, `end\t${kept.length}`, ''].join('\n'))
}

/** A named runtime: nothing is known of its files, so that none is read. */
function unlisted(here: Place): string {
  const folder = here.path('unlisted')
  mkdirSync(folder)
  for (const part of ['bin', 'lib', 'runtime.json']) symlinkSync(join(runtime, part), join(folder, part))
  return folder
}

/** The packed app with a runtime of its own. */
function withRuntime(here: Place): { readonly gilder: string; readonly env: string } {
  const app = install(here)
  const python = join(app, 'resources/python-runtime')
  rmSync(python, { recursive: true })
  mkdirSync(python)
  for (const part of ['gilder', 'jobs']) symlinkSync(join(root, 'python-runtime', part), join(python, part))
  const copied = spawnSync('cp', ['-al', runtime, join(python, 'env')])
  // Another disk takes no hard links.
  if (copied.status !== 0) spawnSync('cp', ['-a', runtime, join(python, 'env')])
  return { gilder: join(app, 'gilder'), env: join(python, 'env') }
}

test('a whole Gilder', { timeout: LONG }, async () => {
  const here = place()
  const ended = await here.gilder(['--doctor'])
  expect(ended.code).toBe(0)
  expect(ended.stdout).toMatch(/^ok +files +All [\d,]{5,} files \(\d.* GB\) are as they were made\.$/m)
  expect(ended.stdout).toMatch(/^ok +python +Python starts; NumPy/m)
  expect(ended.stdout).toMatch(/^ok +embedded +Python starts inside/m)
  expect(ended.stdout).toMatch(/\nGilder can run jobs here.*\.\n$/)
  expect(Math.max(...ended.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
  // Where there was no data folder there is none now.
  expect(existsSync(here.data)).toBe(false)
})

test('files that differ are named, and repaired from a whole copy', { timeout: LONG }, async () => {
  const here = place()
  const { gilder, env } = withRuntime(here)
  shorten(env)
  harm(env)
  const ill = await shell(here, '"$0" --doctor --json', gilder).ended
  expect(ill.code).toBe(3)
  const { findings, summary } = told(ill)
  expect(summary).toMatchObject({
    type: 'doctor',
    version: 1,
    exit: 3,
    state: 'problem',
    unusable: 'runtime',
  })
  const files = findings.get('files')
  expect(files?.message).toContain(`4 of `)
  expect(files?.facts).toMatchObject({
    differ: 4,
    differing: expect.arrayContaining([
      { path: NUMPY, how: 'content' },
      { path: TEXT, how: 'size' },
      { path: GONE, how: 'missing' },
      { path: LINK, how: 'content' },
    ]),
  })
  // None of these keeps Python from computing.
  expect(findings.get('python')?.state).toBe('ok')

  const nothing = await shell(here, '"$0" --repair --quiet', gilder).ended
  expect(nothing.code).toBe(3)
  expect(nothing.stdout).toContain('gilder --repair FOLDER')

  const source = join(runtime, '..', '..')
  const repaired = await shell(here, `"$0" --repair '${source}' --json`, gilder).ended
  expect(repaired.code).toBe(0)
  expect(lines(repaired.stdout)[0]).toMatchObject({ type: 'repair', what: 'runtime', state: 'done' })
  expect(lines(repaired.stdout)[0]?.message).toMatch(/^4 files were repaired from /)
  for (const path of [NUMPY, TEXT, GONE])
    expect(readFileSync(join(env, path), 'utf8')).toBe(readFileSync(join(runtime, path), 'utf8'))
})

test('a runtime that is not there: everything else is looked at', async () => {
  const here = place()
  const folder = here.path('nowhere')
  const ended = await here.gilder(['--doctor', '--json'], { env: { GILDER_RUNTIME: folder } })
  expect(ended.code).toBe(3)
  const { findings, summary } = told(ended)
  expect(summary).toMatchObject({ exit: 3, unusable: 'runtime' })
  for (const name of ['runtime', 'files', 'python']) expect(findings.get(name)?.state).toBe('problem')
  expect(findings.get('runtime')).toMatchObject({
    message: `There is no Python runtime at ${folder}.`,
    hint: 'GILDER_RUNTIME names this folder: correct or unset it.',
  })
  for (const name of ['system', 'processor', 'data', 'graphics']) expect(findings.get(name)?.state).toBe('ok')
  const repair = await here.gilder(['--repair', '--quiet'], { env: { GILDER_RUNTIME: folder } })
  expect(repair.code).toBe(3)
  expect(repair.stdout).toMatch(/^failed +runtime .*is named by GILDER_RUNTIME/)
})

test('a Python that dies when it starts does not take the doctor along', async () => {
  const here = place()
  const env = here.path('env')
  mkdirSync(join(env, 'bin'), { recursive: true })
  mkdirSync(join(env, 'lib'))
  const [manifest, libpython] = ['runtime.json', 'lib/libpython3.11.so.1.0']
  for (const file of [manifest, libpython]) writeFileSync(join(env, file), readFileSync(join(runtime, file)))
  symlinkSync(join(runtime, 'lib/python3.11'), join(env, 'lib/python3.11'))
  // A program as good as any to look at; it ends otherwise than Python would.
  writeFileSync(join(env, 'bin/python3.11'), readFileSync('/bin/false'))
  chmodSync(join(env, 'bin/python3.11'), 0o755)
  const ended = await here.gilder(['--doctor', '--json'], { env: { GILDER_RUNTIME: env } })
  expect(ended.code).toBe(3)
  const { findings } = told(ended)
  expect(findings.get('python')).toMatchObject({
    state: 'problem',
    message: 'Python does not start: it ended with code 1.',
  })
  expect(findings.get('embedded')).toMatchObject({ state: 'warning' })
})

describe('a data folder that cannot be used', () => {
  test('below a file', async () => {
    const here = place()
    const env = { GILDER_RUNTIME: unlisted(here) }
    writeFileSync(here.path('file'), '')
    const ended = await here.gilder(['--doctor', '--json', '--data', here.path('file', 'data')], { env })
    expect(ended.code).toBe(2)
    const { findings, summary } = told(ended)
    expect(summary).toMatchObject({ exit: 2, unusable: 'data' })
    expect(findings.get('data')?.state).toBe('problem')
    expect(findings.get('files')?.state).toBe('ok')
  })

  // Root may write everywhere.
  const nobody = ['runuser', '-u', 'nobody', '--']
  const isRoot = process.getuid?.() === 0
  const may =
    isRoot && spawnSync('runuser', [...nobody.slice(1), 'test', '-x', join(root, 'out')]).status === 0

  test.skipIf(!may)('that somebody else owns', async () => {
    const here = place()
    mkdirSync(here.data)
    for (const folder of [here.folder, here.data]) chmodSync(folder, 0o755)
    const started = shell(
      here,
      `GILDER_RUNTIME='${unlisted(here).replaceAll("'", "'\\''")}' exec ${nobody.join(' ')} "$0" --doctor --json`,
      join(install(here), 'gilder'),
    )
    const ended = await started.ended
    expect(ended.code).toBe(2)
    expect(told(ended).findings.get('data')).toMatchObject({
      state: 'problem',
      message: `Gilder cannot write to ${here.data}: permission denied.`,
    })
  })
})
