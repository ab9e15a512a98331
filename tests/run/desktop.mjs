// @ts-check
/**
 * A screen nobody sees, and a plain user for Electron: Chromium's sandbox, which is what users get, does not start
 * as root.
 */
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** @typedef {{ readonly name: string, readonly uid: number, readonly gid: number, readonly home: string }} User */
/** @typedef {{ readonly name: string, stop(): Promise<void> }} Display */

/**
 * Xvfb on a number that it finds free itself.
 * @returns {Promise<Display>}
 */
export function startDisplay() {
  const screen = ['-screen', '0', '1440x900x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', ['-displayfd', '3', ...screen], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  let complaint = ''
  server.stderr?.on('data', (text) => {
    complaint += text
  })
  const stop = async () => {
    server.kill()
    await ended
  }
  // A runner that is killed must not leave a screen behind.
  process.once('exit', () => server.kill())
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}: ${complaint.trim()}`)))
    const answer = /** @type {import('node:stream').Readable} */ (server.stdio[3])
    answer.setEncoding('utf8').once('data', (number) => resolve({ name: `:${String(number).trim()}`, stop }))
  })
}

const userName = 'gilder-test'

/** @returns {User | null} */
function knownUser() {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${userName}:`))
  if (!line) return null
  const [name = '', , uid, gid, , home = ''] = line.split(':')
  return { name, uid: Number(uid), gid: Number(gid), home }
}

/**
 * The user to run Electron as; null when the tests themselves run as a plain user.
 * @returns {User | null}
 */
export function plainUser() {
  if (process.getuid?.() !== 0) return null
  const known = knownUser()
  if (known) return known
  const { status, stderr } = spawnSync('useradd', ['--create-home', '--shell', '/bin/sh', userName], {
    encoding: 'utf8',
  })
  const made = knownUser()
  if (status !== 0 || !made) throw new Error(`The user ${userName} could not be made: ${stderr}`)
  return made
}

/**
 * What to put before a command so that it runs as that user.
 * @param {User} user
 */
export const becoming = ({ uid, gid }) => [
  '/usr/bin/setpriv',
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--clear-groups',
]

/**
 * Whether the user can read all of these.
 * @param {User | null} user
 * @param {readonly string[]} paths
 */
export function canRead(user, paths) {
  if (!user) return true
  const [command = '', ...args] = becoming(user)
  const test = 'for path; do test -r "$path" || exit 1; done'
  return spawnSync(command, [...args, 'sh', '-c', test, 'sh', ...paths]).status === 0
}

/** @param {string} text */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`

/** What a test may hand through to the app; everything else of this environment stays out. */
const passedOn = ['GILDER_DATA', 'GILDER_TRUST', 'GILDER_RUNTIME', 'ELECTRON_RUN_AS_NODE']

/**
 * A program that starts Electron as that user, with an environment of its own.
 * @param {{ electron: string, user: User | null, display: string, folder: string }} options
 * @returns {string} its path
 */
export function launcher({ electron, user, display, folder }) {
  if (!user) return electron
  const fixed = { HOME: user.home, USER: user.name, LANG: 'C.UTF-8', PATH: '/usr/bin:/bin', DISPLAY: display }
  const set = Object.entries(fixed).map(([name, value]) => quoted(`${name}=${value}`))
  const passed = passedOn.map((name) => `\${${name}:+"${name}=$${name}"}`)
  const words = ['exec', ...becoming(user), 'env', '-i', ...set, ...passed, quoted(electron), '"$@"']
  const file = join(folder, 'electron')
  writeFileSync(file, `#!/bin/sh\n${words.join(' ')}\n`)
  chmodSync(file, 0o755)
  return file
}

/**
 * A temporary folder that the user owns and that goes when the runner ends.
 * @param {User | null} user
 */
export function folderOf(user) {
  const folder = mkdtempSync(join(tmpdir(), 'gilder-test-'))
  if (user) chownSync(folder, user.uid, user.gid)
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}
