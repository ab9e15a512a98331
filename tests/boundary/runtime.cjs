/**
 * Finds the addon and the Python runtime under test: GILDER_ADDON (a .node file) and GILDER_RUNTIME (the folder with
 * runtime.json), or those that this checkout has made. Other Pythons have a `home` elsewhere and fewer packages
 * (tests/run/pythons.mjs).
 */
'use strict'
const fs = require('node:fs')
const path = require('node:path')

const ROOT = path.resolve(__dirname, '..', '..')
const addonFile = path.resolve(
  process.env.GILDER_ADDON ?? path.join(ROOT, 'native', 'build', 'Release', 'gilder.node'),
)
const folder = path.resolve(process.env.GILDER_RUNTIME ?? path.join(ROOT, 'python-runtime', 'env'))
const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'runtime.json'), 'utf8'))
const home = path.resolve(folder, manifest.home ?? '.')

const inside = (relative) => path.resolve(home, relative)

/** Whether the runtime under test holds a package. */
const has = (name) => manifest.packages[name] !== undefined

/** What `start` takes, with the modules of these tests on the search path. */
const startOptions = {
  libpython: inside(manifest.libpython),
  home,
  executable: inside(manifest.executable),
  searchPaths: [...manifest.searchPaths.map(inside), path.join(__dirname, 'python')],
  threads: 4,
}

const addon = require(addonFile)

/** The result of a Python function of `python/<module>.py`. */
const run = (target, ...args) => addon.call(target, args).result

module.exports = { addon, addonFile, has, home, manifest, startOptions, run }
