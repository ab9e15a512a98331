// @ts-check
/** Looks for the libraries and tools that come from the operating system, by their files: asking dpkg is slow. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { StepError } from '../failure.mjs'

/**
 * @typedef {object} Need
 * @property {string} what in words
 * @property {readonly string[]} debian package names, the newer first
 * @property {string} [library]
 * @property {readonly string[]} [commands] one of them is enough
 * @property {boolean} [tests] needed by the tests only
 */

/** @type {readonly Need[]} */
const needs = [
  { what: 'GTK 3', library: 'libgtk-3.so.0', debian: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { what: 'NSS', library: 'libnss3.so', debian: ['libnss3'] },
  { what: 'GBM', library: 'libgbm.so.1', debian: ['libgbm1'] },
  { what: 'ALSA', library: 'libasound.so.2', debian: ['libasound2t64', 'libasound2'] },
  { what: 'CUPS', library: 'libcups.so.2', debian: ['libcups2t64', 'libcups2'] },
  {
    what: 'the ATK bridge',
    library: 'libatk-bridge-2.0.so.0',
    debian: ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  },
  { what: 'a C++ compiler', commands: ['c++', 'g++', 'clang++'], debian: ['g++'] },
  { what: 'CMake', commands: ['cmake'], debian: ['cmake'] },
  { what: 'pip for Python 3', commands: ['pip3', 'pip'], debian: ['python3-pip'] },
  { what: 'make or Ninja', commands: ['make', 'ninja'], debian: ['make'] },
  { what: 'Xvfb', commands: ['Xvfb'], debian: ['xvfb'], tests: true },
  { what: 'xauth', commands: ['xauth'], debian: ['xauth'], tests: true },
  {
    what: 'the MinGW compiler for 64-bit Windows',
    commands: ['x86_64-w64-mingw32-g++-posix'],
    debian: ['g++-mingw-w64-x86-64-posix'],
    tests: true,
  },
  { what: 'setpriv', commands: ['setpriv'], debian: ['util-linux'], tests: true },
]

/** @returns {readonly string[]} */
function libraryFolders() {
  const fixed = ['/usr/lib64', '/usr/lib', '/lib64', '/lib', '/usr/local/lib']
  const given = (process.env.LD_LIBRARY_PATH ?? '').split(':').filter(Boolean)
  // Debian's folders per architecture: /usr/lib/x86_64-linux-gnu and the like.
  const architectures = ['/usr/lib', '/lib'].flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith('-linux-gnu'))
          .map((name) => join(folder, name))
      : [],
  )
  return [...given, ...architectures, ...fixed]
}

/** @param {string} command */
const onPath = (command) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)))

/**
 * @param {boolean} forTests
 * @returns {readonly Need[]}
 */
function missing(forTests) {
  if (process.platform !== 'linux') return []
  const folders = libraryFolders()
  return needs.filter(({ library, commands, tests }) => {
    if (tests && !forTests) return false
    if (commands) return !commands.some(onPath)
    return !folders.some((folder) => existsSync(join(folder, library ?? '')))
  })
}

/** The addon's CMakeLists.txt asks for it. */
const oldestCmake = [3, 20]

/** @param {string} text what `cmake --version` prints */
export function cmakeIsTooOld(text) {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? []
  const [wantedMajor = 0, wantedMinor = 0] = oldestCmake
  return Number(major) < wantedMajor || (Number(major) === wantedMajor && Number(minor) < wantedMinor)
}

/** @param {readonly Need[]} lacking */
const inWords = (lacking) => lacking.map(({ what }) => what).join(', ')

/** @param {import('../step.mjs').Task} task */
async function updateLists(task) {
  const lists = '/var/lib/apt/lists'
  const day = 24 * 60 * 60 * 1000
  const some =
    existsSync(lists) &&
    readdirSync(lists).some((name) => name.endsWith('Packages') || name.includes('Packages.'))
  if (some && Date.now() - statSync(lists).mtimeMs < day) return
  task.say('updating the package lists')
  await task.exec('apt-get', ['update', '-q'])
}

/**
 * @param {readonly Need[]} lacking
 * @param {import('../step.mjs').Task} task
 */
async function debianNames(lacking, task) {
  /** @type {string[]} */
  const names = []
  for (const { debian } of lacking) {
    /** @type {string | undefined} */
    let known
    for (const name of debian)
      if (!known && (await task.exec('apt-cache', ['show', '--no-all-versions', name])).code === 0)
        known = name
    names.push(known ?? debian.at(-1) ?? '')
  }
  return names
}

/**
 * @param {{ forTests: boolean }} options
 * @returns {import('../step.mjs').Step}
 */
export const system = ({ forTests }) => ({
  name: 'system',
  title: 'System packages',
  inputs: () => ({}),
  outputs: () => [],
  current: () => {
    if (missing(forTests).length > 0) return false
    if (process.platform === 'win32') return true
    return !cmakeIsTooOld(spawnSync('cmake', ['--version'], { encoding: 'utf8' }).stdout ?? '')
  },
  async run(task) {
    const lacking = missing(forTests)
    if (lacking.length === 0)
      throw new StepError(
        `CMake ${oldestCmake.join('.')} or newer is needed and the one on PATH is older.`,
        'Install a newer CMake (cmake.org), put it first on PATH and run the command again.',
      )
    if (!onPath('apt-get'))
      throw new StepError(
        `This machine lacks ${inWords(lacking)}.`,
        'Install them with the package manager of this system and run the command again.',
      )
    const root = process.getuid?.() === 0
    if (root) await updateLists(task)
    const names = await debianNames(lacking, task)
    const install = ['install', '-y', '--no-install-recommends', ...names]
    if (!root)
      throw new StepError(`This machine lacks ${inWords(lacking)}.`, `Run: sudo apt-get ${install.join(' ')}`)
    task.say(`installing ${names.join(' ')}`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const { code } = await task.exec('apt-get', ['-q', ...install], { env })
    if (code !== 0 || missing(forTests).length > 0)
      throw new StepError(
        `apt-get could not install ${names.join(', ')}.`,
        `See what \`apt-get ${install.join(' ')}\` says.`,
      )
    return `Installed ${names.join(', ')}.`
  },
})
