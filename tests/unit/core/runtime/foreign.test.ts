/** Pythons of the user's own: as folders of every system's layout, and real ones where the machine has them. */
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findRuntime } from '../../../../app/core/runtime/find'
import { elf, mach, pe } from './binaries'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'gilder python ü ')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (path: string): string => join(folder, path)

function put(path: string, content: string | Buffer = ''): void {
  mkdirSync(dirname(at(path)), { recursive: true })
  writeFileSync(at(path), content)
}

const find = (path: string, platform = 'linux', arch = 'x64') =>
  findRuntime({ folder: at(path), packaged: false, named: true, platform, arch })

/** A Python's files as they lie on Linux; nothing in them runs. */
function linuxPython(prefix: string, series = '3.12'): void {
  put(`${prefix}/lib/libpython${series}.so.1.0`, elf(62))
  put(`${prefix}/bin/python${series}`, elf(62))
  put(`${prefix}/lib/python${series}/os.py`)
  put(`${prefix}/lib/python${series}/lib-dynload/x.so`)
  put(`${prefix}/include/python${series}/patchlevel.h`, `#define PY_VERSION      "${series}.9"\n`)
}

describe('an installation', () => {
  test('on Linux', async () => {
    linuxPython('opt')
    put('opt/lib/python3.12/site-packages/numpy-2.4.6.dist-info/METADATA')
    put('opt/lib/python3.12/site-packages/scikit_learn-1.9.0.dist-info/METADATA')
    const { status, files } = await find('opt')
    const packages = { numpy: '2.4.6', 'scikit-learn': '1.9.0' }
    expect(status).toMatchObject({ state: 'ok', python: '3.12.9', packages })
    expect(files).toMatchObject({
      libpython: at('opt/lib/libpython3.12.so.1.0'),
      home: at('opt'),
      executable: at('opt/bin/python3.12'),
      searchPaths: [
        at('opt/lib/python3.12'),
        at('opt/lib/python3.12/lib-dynload'),
        at('opt/lib/python3.12/site-packages'),
      ],
    })
  })

  test('on Debian, whose library lies in a folder for the architecture, and which has several', async () => {
    for (const series of ['3.11', '3.12']) {
      linuxPython('usr', series)
      rmSync(at(`usr/lib/libpython${series}.so.1.0`))
      put(`usr/lib/x86_64-linux-gnu/libpython${series}.so.1.0`, elf(62))
    }
    symlinkSync('python3.12', at('usr/bin/python3'))
    expect((await find('usr')).files?.libpython).toBe(at('usr/lib/x86_64-linux-gnu/libpython3.12.so.1.0'))
    rmSync(at('usr/bin/python3'))
    symlinkSync('python3.11', at('usr/bin/python3'))
    expect((await find('usr')).files?.executable).toBe(at('usr/bin/python3.11'))
  })

  test('on macOS: the framework', async () => {
    const version = 'Python.framework/Versions/3.13'
    put(`${version}/Python`, mach(0x0100000c))
    put(`${version}/bin/python3.13`, mach(0x0100000c))
    put(`${version}/lib/python3.13/os.py`)
    put(`${version}/lib/python3.13/lib-dynload/x.so`)
    const { status, files } = await find(version, 'darwin', 'arm64')
    expect(status).toMatchObject({ state: 'ok', python: '3.13' })
    expect(files?.libpython).toBe(at(`${version}/Python`))
  })

  test('on Windows', async () => {
    put('Python312/python3.dll', pe(0x8664))
    put('Python312/python312.dll', pe(0x8664))
    put('Python312/python.exe', pe(0x8664))
    put('Python312/Lib/os.py')
    put('Python312/DLLs/_ssl.pyd')
    const { status, files } = await find('Python312', 'win32')
    expect(status.message).toBe('')
    expect(files).toMatchObject({
      libpython: at('Python312/python312.dll'),
      executable: at('Python312/python.exe'),
      searchPaths: [at('Python312/Lib'), at('Python312/DLLs')],
    })
  })

  test('without a shared library is refused in a sentence', async () => {
    linuxPython('opt')
    rmSync(at('opt/lib/libpython3.12.so.1.0'))
    const { status, files } = await find('opt')
    expect(files).toBeNull()
    expect(status).toMatchObject({
      state: 'corrupt',
      message: `The Python at ${at('opt')} has no shared library (libpython), so that it cannot run inside Gilder.`,
    })
  })

  test.each(['3.10', '3.15', '3.13t'])('of the version %s is refused', async (series) => {
    linuxPython('opt', series)
    const { status } = await find('opt')
    expect(status.state).toBe('wrong-version')
    expect(status.message).toContain('Gilder needs Python 3.11 to 3.14.')
    if (series.endsWith('t')) expect(status.message).toContain('without the global interpreter lock')
  })

  test('of another machine is refused', async () => {
    linuxPython('opt')
    expect((await find('opt', 'linux', 'arm64')).status).toMatchObject({ state: 'wrong-arch' })
  })
})

describe('a conda environment', () => {
  test('on Linux says its version itself', async () => {
    linuxPython('envs/work', '3.13')
    rmSync(at('envs/work/include'), { recursive: true })
    put('envs/work/conda-meta/python-3.13.2-hf636f53_101_cp313.json', '{}')
    put('envs/work/conda-meta/python-dateutil-2.9.0-py_0.json', '{}')
    expect((await find('envs/work')).status).toMatchObject({ state: 'ok', python: '3.13.2' })
  })

  test('on Windows', async () => {
    put('env/conda-meta/python-3.11.9-h631f459_0_cpython.json', '{}')
    put('env/python311.dll', pe(0x8664))
    put('env/python.exe', pe(0x8664))
    put('env/Lib/site-packages/numpy-2.4.6.dist-info/METADATA')
    put('env/DLLs/_ssl.pyd')
    const { status, files } = await find('env', 'win32')
    expect(status).toMatchObject({ state: 'ok', python: '3.11.9', packages: { numpy: '2.4.6' } })
    expect(files?.searchPaths.at(-1)).toBe(at('env/Lib/site-packages'))
  })
})

describe('a virtual environment', () => {
  const mark = (home: string, more = ''): string => `home = ${home}\nversion = 3.12.9\n${more}`

  function venv(more = ''): void {
    linuxPython('opt')
    put('opt/lib/python3.12/site-packages/pandas-3.1.0.dist-info/METADATA')
    put('venv/pyvenv.cfg', mark(at('opt/bin'), more))
    put('venv/lib/python3.12/site-packages/numpy-2.4.6.dist-info/METADATA')
    mkdirSync(at('venv/bin'))
    symlinkSync(at('opt/bin/python3.12'), at('venv/bin/python'))
  }

  test('has its own packages and program, and the standard library of its base', async () => {
    venv('include-system-site-packages = false\n')
    const { status, files } = await find('venv')
    expect(status).toMatchObject({ state: 'ok', python: '3.12.9', packages: { numpy: '2.4.6' } })
    expect(files).toMatchObject({
      libpython: at('opt/lib/libpython3.12.so.1.0'),
      home: at('opt'),
      executable: at('venv/bin/python'),
      searchPaths: [
        at('opt/lib/python3.12'),
        at('opt/lib/python3.12/lib-dynload'),
        at('venv/lib/python3.12/site-packages'),
      ],
    })
  })

  test('sees the packages of its base when it says so', async () => {
    venv('include-system-site-packages = true\n')
    const { files } = await find('venv')
    expect(files?.searchPaths.slice(2)).toEqual([
      at('venv/lib/python3.12/site-packages'),
      at('opt/lib/python3.12/site-packages'),
    ])
    expect(files?.packages).toEqual({ numpy: '2.4.6', pandas: '3.1.0' })
  })

  test('on Windows', async () => {
    put('Python312/python312.dll', pe(0x8664))
    put('Python312/python.exe', pe(0x8664))
    put('Python312/Lib/os.py')
    put('Python312/DLLs/_ssl.pyd')
    put('venv/pyvenv.cfg', mark(at('Python312')).replaceAll('\n', '\r\n'))
    put('venv/Scripts/python.exe', pe(0x8664))
    put('venv/Lib/site-packages/numpy-2.4.6.dist-info/METADATA')
    const { status, files } = await find('venv', 'win32')
    expect(status.message).toBe('')
    expect(files).toMatchObject({
      home: at('Python312'),
      executable: at('venv/Scripts/python.exe'),
      searchPaths: [at('Python312/Lib'), at('Python312/DLLs'), at('venv/Lib/site-packages')],
    })
  })

  test('whose base is gone is refused in a sentence', async () => {
    venv()
    rmSync(at('opt'), { recursive: true })
    const { status } = await find('venv')
    expect(status).toMatchObject({ state: 'missing' })
    expect(status.message).toContain(
      `was made from a Python in ${at('opt/bin')}, which is not there any more`,
    )
  })

  test('whose mark is damaged is refused in a sentence', async () => {
    put('venv/pyvenv.cfg', 'version = 3.12.9\n')
    expect((await find('venv')).status.message).toContain('pyvenv.cfg does not say')
  })
})

const pyenv = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions')
const real = (existsSync(pyenv) ? readdirSync(pyenv) : []).filter((name) => /^3\.1[123]\.\d+$/.test(name))

describe.skipIf(real.length === 0).each(real)('the real Python %s', (version) => {
  const series = version.replace(/\.\d+$/, '')
  const python = join(pyenv, version, 'bin', `python${series}`)

  test('agrees about itself and about a virtual environment of it', async () => {
    const made = spawnSync(python, ['-I', '-m', 'venv', '--without-pip', at('venv')], { encoding: 'utf8' })
    expect(made.stderr).toBe('')
    const { status, files } = await find('venv', process.platform, process.arch)
    expect(status).toMatchObject({ state: 'ok', python: version, message: '' })
    const ask = 'import json, sys; print(json.dumps([sys.base_prefix, sys.executable, sys.path]))'
    const said = spawnSync(at('venv/bin/python'), ['-I', '-c', ask], { encoding: 'utf8' })
    const [base, executable, path] = JSON.parse(said.stdout)
    expect(files?.home).toBe(base)
    expect(files?.executable).toBe(executable)
    // Python's own list begins with the zip file of a standard library, which no installation has.
    expect(files?.searchPaths).toEqual(path.filter((entry: string) => !entry.endsWith('.zip')))
    const plain = await findRuntime({
      folder: base,
      packaged: false,
      named: true,
      platform: process.platform,
      arch: process.arch,
    })
    expect(plain.files).toMatchObject({ python: version, libpython: files?.libpython, home: base })
  })
})
