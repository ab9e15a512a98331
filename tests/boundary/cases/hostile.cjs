/** A machine set up for another Python, or to do harm: nothing of it reaches ours. */
'use strict'
const assert = require('node:assert/strict')
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { home, startOptions } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const HARM = 'import sys; sys.stdout.write("hostile code ran\\n"); raise SystemExit(9)\n'
const child = path.join(__dirname, '..', 'children', 'hostile.cjs')

/** A temporary folder with these files, text by relative path, for as long as `use` takes. */
function withFiles(files, use) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'gilder-hostile-')))
  try {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(folder, name)
      fs.mkdirSync(path.dirname(file), { recursive: true })
      fs.writeFileSync(file, text, { mode: 0o755 })
    }
    return use(folder)
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}

/** What Python says about itself in a process with this environment and current folder. */
function place({ env = {}, cwd = os.tmpdir(), program = process.execPath } = {}) {
  const { PATH, HOME, GILDER_RUNTIME, GILDER_ADDON, LD_PRELOAD, ASAN_OPTIONS, TSAN_OPTIONS, UBSAN_OPTIONS } =
    process.env
  const ours = { GILDER_RUNTIME, GILDER_ADDON, ELECTRON_RUN_AS_NODE: '1' }
  const sanitizer = { LD_PRELOAD, ASAN_OPTIONS, TSAN_OPTIONS, UBSAN_OPTIONS } // an addon with one does not load without
  const given = { PATH, HOME, ...ours, ...sanitizer, ...env }
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const { status, stdout, stderr } = spawnSync(program, [child], {
    cwd,
    env: set,
    encoding: 'utf8',
    timeout: 60_000,
  })
  assert.equal(status, 0, stdout + stderr)
  assert.equal(stderr, '')
  return JSON.parse(stdout)
}

/** As Python is on a machine that knows nothing of it. */
let undisturbed
const expected = () => {
  undisturbed ??= place()
  return undisturbed
}

/** What a Python of the user's own listens to. */
const variables = (folder) => ({
  PYTHONHOME: folder,
  PYTHONPATH: folder,
  PYTHONSTARTUP: path.join(folder, 'startup.py'),
  PYTHONUSERBASE: path.join(folder, 'user'),
  PYTHONPLATLIBDIR: 'elsewhere',
  PYTHONEXECUTABLE: path.join(folder, 'bin', 'python3'),
  PYTHONSAFEPATH: '',
  PYTHONOPTIMIZE: '2',
  PYTHONDEBUG: '1',
  PYTHONVERBOSE: '1',
  PYTHONINSPECT: '1',
  PYTHONUNBUFFERED: '1',
  PYTHONDONTWRITEBYTECODE: '',
  PYTHONPYCACHEPREFIX: path.join(folder, 'pycache'),
  PYTHONHASHSEED: '0',
  PYTHONUTF8: '0',
  PYTHONIOENCODING: 'latin-1',
  PYTHONWARNINGS: 'error',
  PYTHONDEVMODE: '1',
  PYTHONFAULTHANDLER: '1',
  PYTHONTRACEMALLOC: '5',
  PYTHONMALLOC: 'debug',
  PYTHONINTMAXSTRDIGITS: '640',
  PYTHONPROFILEIMPORTTIME: '1',
  PYTHONBREAKPOINT: 'boundary_broken_import.f',
})

group('a hostile machine', (test) => {
  test('the modules are the runtime’s own', () => {
    const { places, executable, prefix, child: started, customised } = expected()
    for (const [name, file] of Object.entries(places)) {
      const inside = startOptions.searchPaths.some((folder) => file.startsWith(folder + path.sep))
      assert.ok(inside, `${name} comes from ${file}`)
    }
    assert.equal(executable, startOptions.executable)
    assert.equal(prefix, home)
    assert.equal(started, 'True')
    assert.deepEqual(customised, [])
  })

  test('Python’s environment variables change nothing', () =>
    withFiles(
      { 'startup.py': HARM, 'sitecustomize.py': HARM, 'numpy.py': HARM, 'encodings/__init__.py': HARM },
      (folder) => assert.deepEqual(place({ env: variables(folder) }), expected()),
    ))

  test('packages and start-up code of the user are not seen', () => {
    const series = /lib\/python(3\.\d+)/.exec(startOptions.searchPaths[0])?.[1] ?? '3.11'
    const site = `.local/lib/python${series}/site-packages`
    const files = {
      [`${site}/sitecustomize.py`]: HARM,
      [`${site}/usercustomize.py`]: HARM,
      [`${site}/numpy/__init__.py`]: HARM,
      [`${site}/harm.pth`]: `import sys; sys.stdout.write("hostile code ran")\n`,
      'pythonrc.py': HARM,
    }
    withFiles(files, (folder) => assert.deepEqual(place({ env: { HOME: folder } }), expected()))
  })

  test('an active conda environment, and another python3 first on PATH', () =>
    withFiles(
      {
        'bin/python3': '#!/bin/sh\nexit 9\n',
        'bin/python': '#!/bin/sh\nexit 9\n',
        'lib/python3.11/os.py': HARM,
        'conda-meta/history': '',
      },
      (folder) =>
        assert.deepEqual(
          place({
            env: {
              PATH: `${path.join(folder, 'bin')}${path.delimiter}${process.env.PATH}`,
              CONDA_PREFIX: folder,
              CONDA_DEFAULT_ENV: 'work',
              CONDA_SHLVL: '1',
              CONDA_PYTHON_EXE: path.join(folder, 'bin', 'python'),
              _CE_CONDA: '',
              VIRTUAL_ENV: folder,
              __PYVENV_LAUNCHER__: path.join(folder, 'bin', 'python3'),
            },
          }),
          expected(),
        ),
    ))

  test('a current folder that holds modules by the names of known ones, and a pyvenv.cfg', () => {
    const names = [
      'numpy',
      'random',
      'json',
      'site',
      'encodings',
      'threading',
      'sitecustomize',
      '_gilder',
      'torch',
    ]
    const files = Object.fromEntries(names.map((name) => [`${name}.py`, HARM]))
    const mark = { 'pyvenv.cfg': 'home = /nonexistent\ninclude-system-site-packages = true\n' }
    withFiles({ ...files, ...mark }, (folder) => {
      assert.deepEqual(place({ cwd: folder }), expected())
      assert.deepEqual(place({ cwd: folder, env: { PYTHONPATH: '.', PYTHONSAFEPATH: '' } }), expected())
    })
  })

  test('a pyvenv.cfg beside the program that hosts Python', () =>
    withFiles(
      { 'pyvenv.cfg': 'home = /nonexistent\n', 'bin/pyvenv.cfg': 'home = /nonexistent\n' },
      (folder) => {
        const program = path.join(folder, 'bin', path.basename(process.execPath))
        // Electron finds its own files beside itself, so that only a lone program can be put elsewhere.
        if (process.versions.electron) return
        fs.symlinkSync(process.execPath, program)
        assert.deepEqual(place({ program }), expected())
      },
    ))
})
