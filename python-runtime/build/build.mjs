// @ts-check
/**
 * From `environment.yml` to a runtime. Everything happens in folders beside the target, which take its place at the very
 * end: a build that is stopped half-way leaves the old runtime, or none, but never half of one.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { goOn } from '../../setup/process.mjs'
import { createWithConda, findConda } from './conda.mjs'
import { differences, parseLock, readEnvironment } from './environment.mjs'
import { BuildError } from './error.mjs'
import { manifestOf, writeManifest } from './manifest.mjs'
import { trim } from './trim.mjs'
import { precompile, verify } from './verify.mjs'
import { createWithWheels } from './wheels.mjs'

/**
 * @typedef {object} Order
 * @property {string} target the folder to make
 * @property {string} file environment.yml
 * @property {string} lock wheels.lock
 * @property {string} tools the folder with pip and patchelf
 * @property {(line: string) => void} say
 */

const remove = (/** @type {string} */ path) => rmSync(path, { recursive: true, force: true })

/** @param {string} target */
function removeLeftovers(target) {
  const folder = dirname(target)
  for (const name of readdirSync(folder))
    if (name.startsWith(`${basename(target)}.`) && /\.(tmp|new|old)-\d+$/.test(name))
      remove(join(folder, name))
}

/** @param {Order} order */
export async function buildRuntime({ target, file, lock, tools, say }) {
  const building = `${target}.tmp-${process.pid}`
  const moved = `${target}.new-${process.pid}`
  mkdirSync(dirname(target), { recursive: true })
  removeLeftovers(target)
  try {
    const environment = readEnvironment(file)
    const torch = environment.packages['pytorch-cpu'] ?? ''
    const different = differences(environment, { ...parseLock(readFileSync(lock, 'utf8')), torch })
    if (different.length > 0)
      throw new BuildError(
        `${different.join('; ')}.`,
        'Bring environment.yml and wheels.lock to the same versions.',
      )

    const conda = findConda(process.env)
    if (conda) await createWithConda(conda, building, file, say)
    else await createWithWheels({ folder: building, python: environment.python, torch, lock, tools, say })
    say('Removing what is not needed')
    trim(building, process.platform, environment.python)
    say('Compiling the Python files')
    await precompile(building, environment.python)

    // Under another name than it was built under: what still points to the old one fails now and not at a user's.
    renameSync(building, moved)
    say('Trying every package')
    const { python, packages } = await verify(moved, environment.python)
    const { platform, arch } = process
    writeManifest(moved, manifestOf({ python, platform, arch, packages, environment: environment.hash }))
    goOn()
    replace(moved, target)
    say(`Python ${python} with ${Object.keys(packages).length} packages is in ${target}`)
  } finally {
    remove(building)
    remove(moved)
  }
}

/**
 * @param {string} made
 * @param {string} target
 */
function replace(made, target) {
  const old = `${target}.old-${process.pid}`
  try {
    renameSync(target, old)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error
  }
  renameSync(made, target)
  remove(old)
}
