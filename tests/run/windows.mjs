// @ts-check
/** The addon, compiled for Windows on this machine, without a warning; what it then needs there is looked at. */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { inRoot, root, runtimeFolder } from '../../setup/paths.mjs'
import { exec } from '../../setup/process.mjs'
import { pyenv } from './pythons.mjs'
import { sum } from './result.mjs'

const folder = inRoot('.cache', 'windows')
const compiler = 'x86_64-w64-mingw32-g++-posix'

/** @param {string} program */
const onPath = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((entry) => existsSync(join(entry, program)))

/**
 * Python's headers with our pyconfig.h in place of the machine's, which they prefer to any other.
 * @param {string} from
 * @param {string} name
 */
function windowsHeaders(from, name) {
  const headers = join(folder, 'headers', name)
  rmSync(headers, { recursive: true, force: true })
  cpSync(from, headers, { recursive: true, dereference: true })
  cpSync(inRoot('native', 'windows', 'pyconfig.h'), join(headers, 'pyconfig.h'))
  return headers
}

/** The headers of the other Pythons of this machine, by series. */
function otherHeaders() {
  const versions = existsSync(pyenv()) ? readdirSync(pyenv()) : []
  return versions.flatMap((version) => {
    const [, series, minor] = /^(3\.(\d+))\.\d+$/.exec(version) ?? []
    const include = join(pyenv(), version, 'include', `python${series}`)
    return series && Number(minor) >= 11 && existsSync(include) ? [{ series, include }] : []
  })
}

/**
 * @param {string} name
 * @param {() => Promise<{ readonly code: number, readonly output: string }>} work
 * @returns {Promise<import('./result.mjs').Result>}
 */
async function check(name, work) {
  const { code, output } = await work()
  return {
    passed: code === 0 ? 1 : 0,
    skipped: 0,
    failures: code === 0 ? [] : [{ name, text: output.split('\n').slice(-60).join('\n') }],
  }
}

async function compile() {
  const modules = ['node-api-headers/include', 'node-addon-api'].map((name) => inRoot('node_modules', name))
  const library = join(folder, 'node.lib')
  const exports = inRoot('node_modules', 'node-api-headers', 'def', 'node_api.def')
  const made = await exec('x86_64-w64-mingw32-dlltool', ['-d', exports, '-D', 'node.exe', '-l', library])
  if (made.code !== 0) return made
  const [include = ''] = readdirSync(join(runtimeFolder, 'include'))
  const configured = await exec('cmake', [
    ...['-S', inRoot('native'), '-B', join(folder, 'build')],
    `-DCMAKE_TOOLCHAIN_FILE=${inRoot('native', 'windows', 'toolchain.cmake')}`,
    // Unoptimised: it is compiled to be looked at, and twice as fast.
    '-DCMAKE_CXX_FLAGS=-Werror -O0',
    `-DCMAKE_JS_INC=${modules.join(';')}`,
    `-DCMAKE_JS_LIB=${library}`,
    `-DGILDER_PYTHON_INCLUDE=${windowsHeaders(join(runtimeFolder, 'include', include), 'runtime')}`,
  ])
  if (configured.code !== 0) return configured
  return exec('cmake', ['--build', join(folder, 'build'), '--parallel', '2'], { cwd: root })
}

/** Whatever else it asks for is on no machine of a user. */
const provided = /^(node\.exe|KERNEL32\.dll|msvcrt\.dll)$/i

/** @param {string} dump by objdump */
const librariesIn = (dump) => [...dump.matchAll(/^\tDLL Name: (.*)$/gm)].map(([, name = '']) => name.trim())

async function needs() {
  const { code, stdout, output } = await exec('x86_64-w64-mingw32-objdump', [
    '-p',
    join(folder, 'build', 'gilder.node'),
  ])
  const libraries = librariesIn(stdout)
  const strange = libraries.filter((name) => !provided.test(name))
  if (
    code === 0 &&
    libraries.length > 0 &&
    strange.length === 0 &&
    stdout.includes('napi_register_module_v1')
  )
    return { code: 0, output }
  return { code: 1, output: `It needs ${libraries.join(', ')}.\n${output}` }
}

/** The launcher for a console needs Windows only, and is a program for a console itself. */
async function launcher() {
  const { code, stdout, output } = await exec('x86_64-w64-mingw32-objdump', [
    '-p',
    join(folder, 'build', 'console.exe'),
  ])
  const fine = /^Subsystem\s+0+3\s/m.test(stdout) && !librariesIn(stdout).some((name) => !provided.test(name))
  return { code: code === 0 && fine ? 0 : 1, output }
}

/** @type {import('./suites.mjs').Run} */
export async function windowsCompile({ say }) {
  if (!onPath(compiler)) {
    console.log(`${compiler} is not on PATH: the addon is not compiled for Windows.`)
    return { passed: 0, skipped: 1, failures: [] }
  }
  mkdirSync(folder, { recursive: true })
  say('the addon')
  const results = [await check('the addon compiles without a warning', compile)]
  if (results[0]?.passed === 1) {
    results.push(await check('it needs Node and Windows only', needs))
    results.push(await check('the launcher for consoles needs Windows only', launcher))
  }
  for (const { series, include } of otherHeaders()) {
    say(`the layout of Python ${series}`)
    const args = ['-std=c++20', '-fsyntax-only', '-I', inRoot('native', 'src')]
    results.push(
      await check(`PyConfig of Python ${series} on Windows is laid out as listed`, () =>
        exec(compiler, [
          ...args,
          ...['-isystem', windowsHeaders(include, series)],
          inRoot('native', 'src', 'python', 'config_layout_proof.cc'),
        ]),
      ),
    )
  }
  return sum(results)
}
