// @ts-check
/**
 * Makes `python-runtime/env/` from `environment.yml`. Everything happens in a folder beside it, which takes its place
 * at the very end: a build that is stopped half-way leaves the old runtime, or none, but never half of one.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot, tools } from '../../setup/paths.mjs'
import { Interrupted, stopAll } from '../../setup/process.mjs'
import { createWithConda, findConda } from './conda.mjs'
import { differences, parseLock, readEnvironment } from './environment.mjs'
import { BuildError } from './error.mjs'
import { manifestOf, writeManifest } from './manifest.mjs'
import { trim } from './trim.mjs'
import { precompile, verify } from './verify.mjs'
import { createWithWheels } from './wheels.mjs'

const home = inRoot('python-runtime')
const target = join(home, 'env')
const building = join(home, `env.tmp-${process.pid}`)
const moved = join(home, `env.new-${process.pid}`)
const file = inRoot('environment.yml')
const lock = join(home, 'build', 'wheels.lock')

const say = (/** @type {string} */ line) => console.log(line)
const remove = (/** @type {string} */ path) => rmSync(path, { recursive: true, force: true })

function removeLeftovers() {
  for (const name of readdirSync(home)) if (/^env\.(tmp|new|old)-/.test(name)) remove(join(home, name))
}

async function build() {
  removeLeftovers()
  const environment = readEnvironment(file)
  const different = differences(environment, {
    ...parseLock(readFileSync(lock, 'utf8')),
    torch: torchPin(environment),
  })
  if (different.length > 0)
    throw new BuildError(
      `${different.join('; ')}.`,
      'Bring environment.yml and wheels.lock to the same versions.',
    )

  const conda = findConda(process.env)
  if (conda) await createWithConda(conda, building, file, say)
  else {
    mkdirSync(building, { recursive: true })
    await createWithWheels({
      folder: building,
      python: environment.python,
      torch: torchPin(environment),
      lock,
      tools,
      say,
    })
  }
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
  replace()
  say(`Python ${python} with ${Object.keys(packages).length} packages is in ${target}`)
}

/** @param {import('./environment.mjs').Environment} environment */
const torchPin = (environment) => environment.packages['pytorch-cpu'] ?? ''

function replace() {
  const old = join(home, `env.old-${process.pid}`)
  try {
    renameSync(target, old)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error
  }
  renameSync(moved, target)
  remove(old)
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, stopAll)
try {
  await build()
} catch (error) {
  if (!(error instanceof Interrupted)) {
    console.error(`Error: ${error instanceof Error ? error.message : String(error)}`)
    console.error(
      `Next: ${error instanceof BuildError ? error.next : 'This is a fault of the build: report it.'}`,
    )
  }
  process.exitCode = error instanceof Interrupted ? 130 : 1
} finally {
  remove(building)
  remove(moved)
}
