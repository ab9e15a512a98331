// @ts-check
/** Finds a CPython whose library can be loaded into another process, and copies it into the runtime's folder. */
import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { exec } from '../../setup/process.mjs'
import { BuildError } from './error.mjs'
import { layoutOf } from './layout.mjs'
import { isNeededFromStdlib } from './trim.mjs'

/**
 * @typedef {object} Interpreter
 * @property {string} executable
 * @property {string} version
 * @property {string} prefix
 * @property {boolean} shared
 * @property {boolean} debian Debian's own spreads over `/usr` and looks for packages elsewhere: it cannot be moved
 * @property {string} libpython absolute
 * @property {string} stdlib
 * @property {string} extensions
 * @property {string} include
 */

const probe = `
import json, os, sys, sysconfig
c = sysconfig.get_config_var
if os.name == "nt":
    name = "python%d%d.dll" % sys.version_info[:2]
    library, shared = os.path.join(sys.base_prefix, name), True
    extensions = os.path.join(sys.base_prefix, "DLLs")
else:
    library, shared = os.path.join(c("LIBDIR") or "", c("INSTSONAME") or "-"), bool(c("Py_ENABLE_SHARED"))
    extensions = c("DESTSHARED")
print(json.dumps(dict(
    executable=os.path.realpath(getattr(sys, "_base_executable", sys.executable)),
    version="%d.%d.%d" % sys.version_info[:3], prefix=sys.base_prefix, shared=shared,
    debian="deb_system" in sysconfig.get_scheme_names(), libpython=library,
    stdlib=os.path.dirname(os.__file__), extensions=extensions,
    include=sysconfig.get_path("include", vars=dict(base=sys.base_prefix, installed_base=sys.base_prefix)))))
`

/**
 * Where to look, in order.
 * @param {string} python `3.11`
 * @param {NodeJS.ProcessEnv} env
 */
export function candidates(python, env) {
  if (env.GILDER_PYTHON) return [env.GILDER_PYTHON]
  const versions = join(env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions')
  const installed = existsSync(versions)
    ? readdirSync(versions)
        .filter((name) => name.startsWith(`${python}.`))
        .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
        .map((name) => join(versions, name, 'bin', `python${python}`))
    : []
  return [process.platform === 'win32' ? 'python' : `python${python}`, ...installed]
}

/**
 * Why an interpreter cannot be used; null when it can.
 * @param {Interpreter} found
 * @param {string} python
 * @param {(path: string) => boolean} [exists]
 */
export function objection(found, python, exists = existsSync) {
  if (!found.version.startsWith(`${python}.`)) return `is Python ${found.version}`
  if (found.debian) return "is Debian's own, which cannot be moved out of /usr"
  if (!found.shared) return 'was built without a shared library'
  if (!exists(found.libpython)) return `has no ${basename(found.libpython)}`
  return null
}

/**
 * @param {string} python
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Interpreter>}
 */
export async function findInterpreter(python, env = process.env) {
  /** @type {string[]} */
  const rejected = []
  for (const command of candidates(python, env)) {
    const { code, stdout } = await exec(command, ['-I', '-c', probe])
    if (code !== 0) {
      rejected.push(`${command} does not start`)
      continue
    }
    const found = /** @type {Interpreter} */ (JSON.parse(stdout))
    const problem = objection(found, python)
    if (!problem) return found
    rejected.push(`${found.executable} ${problem}`)
  }
  throw new BuildError(
    `Neither conda nor a Python ${python} with a shared library was found (${rejected.join('; ')}).`,
    `Install micromamba or conda; or build one with \`PYTHON_CONFIGURE_OPTS=--enable-shared pyenv install ${python}\`; or name one in GILDER_PYTHON.`,
  )
}

/**
 * What to copy from an interpreter, and where to: pairs of an absolute and a relative path.
 * @param {Interpreter} found
 * @param {string} platform
 * @returns {readonly (readonly [string, string])[]}
 */
export function copyPlan(found, platform) {
  const layout = layoutOf(platform, found.version)
  const parts = /** @type {(readonly [string, string])[]} */ ([
    [found.executable, layout.executable],
    [found.libpython, layout.libpython],
    [found.stdlib, layout.stdlib],
    [found.include, layout.include],
  ])
  if (platform !== 'win32') return parts
  const libraries = ['python3.dll', 'vcruntime140.dll', 'vcruntime140_1.dll']
  return [
    ...parts,
    [found.extensions, layout.extensions],
    ...libraries.map((name) => /** @type {const} */ ([join(found.prefix, name), name])),
  ]
}

/**
 * @param {Interpreter} found
 * @param {string} target
 */
export function copyInterpreter(found, target) {
  const stdlib = realpathSync(found.stdlib)
  for (const [from, to] of copyPlan(found, process.platform)) {
    const source = realpathSync(from)
    mkdirSync(dirname(join(target, to)), { recursive: true })
    cpSync(source, join(target, to), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.startsWith(`${stdlib}/`) || isNeededFromStdlib(path.slice(stdlib.length + 1)),
    })
  }
  if (process.platform === 'win32') return
  const executable = join(target, layoutOf(process.platform, found.version).executable)
  for (const name of ['python3', 'python']) symlinkSync(basename(executable), join(dirname(executable), name))
}
