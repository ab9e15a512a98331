// @ts-check
/**
 * What the runtime does without. Folders named `tests` stay: NumPy's and SciPy's public `testing` modules import
 * from them.
 */
import { existsSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { layoutOf } from './layout.mjs'

/** Relative to the standard library. */
const unneededStdlib = [
  /^site-packages\//,
  /^(test|idlelib|turtledemo|tkinter|ensurepip|lib2to3|config-[^/]*)(\/|$)/,
  /^(turtle\.py|pydoc_data|distutils\/tests|unittest\/test)(\/|$)/,
  // Tk, the test suite's own modules, and NIS, whose system libraries are seldom there.
  /^lib-dynload\/(_tkinter|_test\w*|_ctypes_test|_xx\w*|xx\w*|nis)\./,
  /(^|\/)__pycache__(\/|$)/,
  /\.a$/,
]

/** @param {string} path relative to the standard library */
export function isNeededFromStdlib(path) {
  const forward = path.replaceAll('\\', '/')
  return !unneededStdlib.some((pattern) => pattern.test(forward))
}

/** Relative to `site-packages`: headers, build files and installers; nothing that is imported. */
const unneededPackages = [
  'torch/include',
  'torch/share',
  'torch/test',
  'pyarrow/include',
  'pyarrow/src',
  'pip',
  'setuptools',
  'wheel',
  '_distutils_hack',
  'pkg_resources',
  'distutils-precedence.pth',
]
const unneededDistributions = /^(pip|setuptools|wheel)-.*\.(dist|egg)-info$/

/** Relative to the runtime: what conda brings for building and reading. */
const unneededFolders = [
  'conda-meta',
  'pkgs',
  'lib/cmake',
  'lib/pkgconfig',
  'share/doc',
  'share/man',
  'share/info',
  'share/gtk-doc',
  'share/locale',
  'Library/include',
  'Library/lib',
  'libs',
  'Tools',
]
const unneededFiles = /\.(a|pdb|exp)$/

/**
 * @param {string} folder
 * @param {string} platform
 * @param {string} python
 */
export function trim(folder, platform, python) {
  const layout = layoutOf(platform, python)
  const remove = (/** @type {string} */ path) => rmSync(path, { recursive: true, force: true })
  for (const name of unneededFolders) remove(join(folder, name))

  // Python's own headers stay: the addon is compiled with them.
  const include = join(folder, 'include')
  if (platform !== 'win32' && existsSync(include))
    for (const name of readdirSync(include)) if (!name.startsWith('python')) remove(join(include, name))

  const site = join(folder, layout.sitePackages)
  for (const name of unneededPackages) remove(join(site, name))
  for (const name of readdirSync(site)) if (unneededDistributions.test(name)) remove(join(site, name))

  const stdlib = join(folder, layout.stdlib)
  for (const path of [...walk(stdlib, 2)].map((entry) => entry.slice(stdlib.length + 1)))
    if (path.split('/')[0] !== 'site-packages' && !isNeededFromStdlib(path)) remove(join(stdlib, path))

  for (const path of [...walk(folder, 20)]) if (unneededFiles.test(path)) remove(path)
  trimScripts(folder, layout)
}

/**
 * Scripts start with the path of the Python they were made for, which is not where the runtime will be.
 * @param {string} folder
 * @param {import('./layout.mjs').Layout} layout
 */
function trimScripts(folder, layout) {
  const scripts = join(folder, layout.scripts)
  if (!existsSync(scripts)) return
  for (const name of readdirSync(scripts))
    if (!/^python(\d(\.\d+)?)?$/.test(name)) rmSync(join(scripts, name), { recursive: true, force: true })
}

/**
 * Every file and folder below, with forward slashes after `folder`; links are not followed.
 * @param {string} folder
 * @param {number} depth
 * @returns {Generator<string>}
 */
export function* walk(folder, depth = Number.POSITIVE_INFINITY) {
  for (const name of readdirSync(folder)) {
    const path = `${folder}/${name}`
    yield path
    if (depth > 1 && lstatSync(path).isDirectory()) yield* walk(path, depth - 1)
  }
}
