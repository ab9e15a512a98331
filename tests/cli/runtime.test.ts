/** A Python that cannot be used is found before anything is loaded, and a user's own Python settings reach nobody. */
import { cpSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { elf } from '../unit/core/runtime/binaries'
import { job, lines, type Place, place, runtime, samples } from './gilder'

const LIBPYTHON = 'lib/libpython3.11.so.1.0'
const manifest = (): Record<string, unknown> =>
  JSON.parse(readFileSync(join(runtime, 'runtime.json'), 'utf8'))

/** Looks whole, and cannot be loaded. */
function hollowCopy(here: Place): string {
  const folder = here.path('hollow')
  mkdirSync(join(folder, 'bin'), { recursive: true })
  mkdirSync(join(folder, 'lib/python3.11/lib-dynload'), { recursive: true })
  mkdirSync(join(folder, 'lib/python3.11/site-packages'))
  cpSync(join(runtime, 'runtime.json'), join(folder, 'runtime.json'))
  for (const file of ['bin/python3.11', LIBPYTHON]) writeFileSync(join(folder, file), elf(62))
  return folder
}

/** The parts of a runtime that are looked at, as copies that can be harmed. */
function copyOf(here: Place): string {
  const folder = here.path('env')
  mkdirSync(join(folder, 'bin'), { recursive: true })
  mkdirSync(join(folder, 'lib'))
  for (const file of ['runtime.json', 'bin/python3.11', LIBPYTHON])
    cpSync(join(runtime, file), join(folder, file))
  symlinkSync(join(runtime, 'lib/python3.11'), join(folder, 'lib/python3.11'))
  return folder
}

interface Case {
  readonly name: string
  readonly harm: (folder: string) => void
  readonly says: string
}
const cases: readonly Case[] = [
  {
    name: 'empty',
    harm: (folder) => writeFileSync(join(folder, 'runtime.json'), ''),
    says: 'runtime.json cannot be read',
  },
  {
    name: 'garbled',
    harm: (folder) => writeFileSync(join(folder, 'runtime.json'), '{"version":1,'),
    says: 'runtime.json cannot be read',
  },
  {
    name: 'of another machine',
    harm: (folder) => writeFileSync(join(folder, LIBPYTHON), elf(183)),
    says: `${LIBPYTHON} is for arm64, this is ${process.arch}`,
  },
  {
    name: 'made for another machine',
    harm: (folder) =>
      writeFileSync(join(folder, 'runtime.json'), JSON.stringify({ ...manifest(), platform: 'win32' })),
    says: 'for another machine',
  },
  {
    name: 'of another version',
    harm: (folder) =>
      writeFileSync(join(folder, 'runtime.json'), JSON.stringify({ ...manifest(), python: '3.13.2' })),
    says: 'is Python 3.13.2; Gilder needs Python 3.11',
  },
  {
    name: 'cut off',
    harm: (folder) => truncateSync(join(folder, LIBPYTHON), 1_000_000),
    says: `${LIBPYTHON} is cut off`,
  },
]

describe.each(cases)('a runtime that is $name', ({ harm, says }) => {
  test.each(['--list', '--run'])('%s', async (flag) => {
    const here = place()
    const folder = copyOf(here)
    harm(folder)
    const args = flag === '--run' ? ['--run', 'describe', '--input', samples.penguins] : [flag]
    const { code, stdout, stderr } = await here.gilder(args, { env: { GILDER_RUNTIME: folder } })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain(says)
    expect(stderr).toContain(folder)
    expect(stderr).toContain('GILDER_RUNTIME names this folder: correct or unset it.')
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
    expect(here.runs()).toEqual([])
  })
})

describe('no runtime', () => {
  test.each([
    ['an empty folder', ''],
    ['no folder', 'nowhere'],
  ])('%s', async (_name, part) => {
    const here = place()
    const env = { GILDER_RUNTIME: here.path(part) }
    const ended = await here.gilder(['--run', 'describe', '--input', samples.penguins], { env })
    expect(ended).toMatchObject({ code: 3, stdout: '' })
    expect(ended.stderr).toMatch(/no Python runtime/)
  })

  test('--version still answers', async () => {
    const here = place()
    const { code, stdout } = await here.gilder(['--version'], { env: { GILDER_RUNTIME: here.path('none') } })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Gilder \d.*\nThere is no Python runtime at/)
  })

  test('--version --json says what is wrong, and nothing when all is well', async () => {
    const here = place()
    const folder = here.path('none')
    const { stdout } = await here.gilder(['--version', '--json'], { env: { GILDER_RUNTIME: folder } })
    expect(lines(stdout)).toMatchObject([
      {
        type: 'version',
        python: null,
        runtime: { state: 'missing', folder, message: `There is no Python runtime at ${folder}.` },
      },
    ])
    const well = await here.gilder(['--version', '--json'])
    expect(lines(well.stdout)).toMatchObject([{ runtime: { state: 'ok', folder: runtime, message: '' } }])
  })
})

describe('a runtime that looks whole and cannot be loaded', () => {
  test('is told when it is needed', async () => {
    const here = place()
    const env = { GILDER_RUNTIME: hollowCopy(here) }
    const args = ['--run', 'describe', '--input', samples.penguins]
    const { code, stdout, stderr } = await here.gilder(args, { env })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toMatch(/^gilder: The Python runtime at .* does not start: /)
    expect(here.runs()).toEqual([])
  })

  test('is not needed to list jobs that were listed before', async () => {
    const here = place()
    const env = { GILDER_RUNTIME: hollowCopy(here) }
    expect((await here.gilder(['--list'], { env })).code).toBe(3)
    const whole = await here.gilder(['--list'])
    expect(await here.gilder(['--list'], { env })).toEqual(whole)
  })
})

test('a runtime that was moved works', async () => {
  const here = place()
  const env = { GILDER_RUNTIME: copyOf(here) }
  expect((await here.gilder(['--run', job('kinds.py'), '--param', 'count=3'], { env })).code).toBe(0)
})

describe('surroundings', () => {
  const FLAGS = `
import os, sys
from gilder import job

@job(title="Surroundings")
def surroundings() -> dict[str, str]:
    return {
        "prefix": sys.prefix,
        "executable": sys.executable,
        "path": "\\n".join(sys.path),
        "stage": os.environ.get("ELECTRON_RUN_AS_NODE", "unset"),
    }
`
  const own = join(runtime, '..')

  test.each<[string, Readonly<Record<string, string>>]>([
    ['PYTHONHOME', { PYTHONHOME: '/nowhere' }],
    ['PYTHONPATH', { PYTHONPATH: '/nowhere/a:/nowhere/b' }],
    ['PYTHONSTARTUP and flags', { PYTHONSTARTUP: '/nowhere/x.py', PYTHONOPTIMIZE: '2', PYTHONINSPECT: '1' }],
    ['an active environment', { VIRTUAL_ENV: '/nowhere/venv', CONDA_PREFIX: '/nowhere/conda' }],
    ['a plain locale', { LANG: 'C', LC_ALL: 'C' }],
    ['no home', { HOME: '/nowhere' }],
  ])('%s changes nothing', async (_name, env) => {
    const here = place()
    writeFileSync(here.path('surroundings.py'), FLAGS)
    const { code, stdout, stderr } = await here.gilder(['--run', 'surroundings.py', '--json'], { env })
    expect(stderr).toBe('')
    expect(code).toBe(0)
    const results = lines(stdout).at(-1)?.results as readonly { name: string; preview: { text: string } }[]
    const found = Object.fromEntries(results.map(({ name, preview }) => [name, preview.text]))
    expect(found.prefix).toBe(runtime)
    expect(found.executable).toBe(join(runtime, 'bin/python3.11'))
    // The folder of the job's file comes last, for what it imports from there.
    const [last, ...paths] = found.path?.split('\n').reverse() ?? []
    expect(last).toBe(here.folder)
    for (const path of paths) expect(path.startsWith(own)).toBe(true)
    expect(found.stage).toBe('unset')
  })
})
