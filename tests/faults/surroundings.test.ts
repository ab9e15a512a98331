/** A machine set up for other programs, or to do harm: nothing of it reaches a job, nor the programs that a job starts. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Run } from '../../app/contract/run'
import { cli, electron, lines, type Place, place, runtime } from '../cli/gilder'
import { job, root } from './core'

const HARM = 'import sys; sys.stdout.write("hostile code ran\\n"); raise SystemExit(9)\n'

/** A folder that stands for another environment, with harm wherever something would look. */
function hostile(here: Place): string {
  const folder = here.path('hostile')
  const files: Readonly<Record<string, string>> = {
    'sitecustomize.py': HARM,
    'numpy.py': HARM,
    'json.py': HARM,
    'lib/python3.11/encodings/__init__.py': HARM,
    'bin/python3': '#!/bin/sh\nexit 9\n',
    'bin/python': '#!/bin/sh\nexit 9\n',
    'conda-meta/history': '',
    'lib/libpython3.11.so.1.0': 'no library',
    'lib/libz.so.1': 'no library',
    'lib/libstdc++.so.6': 'no library',
    'evil.cjs': 'process.exit(9)',
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text, { mode: 0o755 })
  }
  cpSync(join(dirname(electron), 'libvulkan.so.1'), join(folder, 'evil.so'))
  return folder
}

/** The launcher as it is installed, around this checkout. */
function launcher(here: Place): string {
  const folder = here.path('installed')
  mkdirSync(join(folder, 'resources/app.asar/out/cli'), { recursive: true })
  cpSync(join(root, 'app/cli/launcher/gilder'), join(folder, 'gilder'))
  symlinkSync(electron, join(folder, 'gilder-app'))
  symlinkSync(cli, join(folder, 'resources/app.asar/out/cli/cli.cjs'))
  return join(folder, 'gilder')
}

function see(here: Place, env: Readonly<Record<string, string>>): unknown {
  const { PATH = '', HOME = '', LANG = 'C.UTF-8' } = process.env
  const args = ['--run', job('surroundings.py'), '--json']
  const options = {
    env: { PATH, HOME, LANG, GILDER_DATA: here.data, GILDER_TRUST: '1', ...env },
    encoding: 'utf8',
    timeout: 60_000,
  } as const
  const { status, stdout, stderr } = spawnSync(launcher(here), args, options)
  expect(status, stdout + stderr).toBe(0)
  const last = lines(stdout).at(-1) as { run: string; results: Run['results'] }
  const [file] = last.results[0]?.files ?? []
  return JSON.parse(readFileSync(file?.path ?? '', 'utf8'))
}

type Make = (folder: string) => Readonly<Record<string, string>>

const hostilities: readonly (readonly [string, Make])[] = [
  ['PYTHONHOME and PYTHONPATH', (folder) => ({ PYTHONHOME: folder, PYTHONPATH: folder })],
  [
    'all else that Python listens to',
    (folder) => ({
      PYTHONSTARTUP: join(folder, 'sitecustomize.py'),
      PYTHONUSERBASE: folder,
      PYTHONPLATLIBDIR: 'elsewhere',
      PYTHONEXECUTABLE: join(folder, 'bin/python3'),
      PYTHONOPTIMIZE: '2',
      PYTHONINSPECT: '1',
      PYTHONIOENCODING: 'latin-1',
      PYTHONWARNINGS: 'error',
      PYTHONBREAKPOINT: 'os._exit',
      PYTHONINTMAXSTRDIGITS: '640',
      __PYVENV_LAUNCHER__: join(folder, 'bin/python3'),
    }),
  ],
  ['LD_PRELOAD', (folder) => ({ LD_PRELOAD: join(folder, 'evil.so') })],
  ['LD_LIBRARY_PATH with broken libraries', (folder) => ({ LD_LIBRARY_PATH: join(folder, 'lib') })],
  [
    'NODE_OPTIONS and NODE_PATH',
    (folder) => ({
      NODE_OPTIONS: `--require ${join(folder, 'evil.cjs').replaceAll(' ', '\\ ')}`,
      NODE_PATH: folder,
    }),
  ],
  [
    'an active conda environment',
    (folder) => ({
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      CONDA_PREFIX: folder,
      CONDA_DEFAULT_ENV: 'work',
      CONDA_PYTHON_EXE: join(folder, 'bin/python'),
      CONDA_SHLVL: '1',
      LD_LIBRARY_PATH: join(folder, 'lib'),
      PYTHONHOME: folder,
      VIRTUAL_ENV: folder,
    }),
  ],
]

/** What is seen on a machine that knows nothing of other Pythons. */
let expected: unknown

describe.runIf(process.platform === 'linux')('case 36: nothing changes by', () => {
  test.each(hostilities)('%s', (_name, make) => {
    expected ??= see(place(), {})
    expect(expected).toMatchObject({
      here: [runtime, join(runtime, 'lib/python3.11/site-packages/numpy'), 0],
      child: [runtime, join(runtime, 'lib/python3.11/site-packages/numpy'), 0],
      program: [0, expect.stringContaining(JSON.stringify(runtime)), ''],
      names: [],
      maps: [],
    })
    const here = place()
    expect(see(here, make(hostile(here)))).toEqual(expected)
  })
})
