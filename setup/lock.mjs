// @ts-check
/**
 * Lets one set-up at a time work in this folder. The lock is a socket with the folder's name: the system frees it when
 * its holder ends, however it ends, so there is no such thing as a stale lock.
 */
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * @param {string} root
 * @param {NodeJS.Platform} platform
 */
export function lockAddress(root, platform = process.platform) {
  const name = `gilder-setup-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`
  if (platform === 'win32') return `\\\\.\\pipe\\${name}`
  return platform === 'linux' ? `\0${name}` : join(tmpdir(), name)
}

/**
 * @param {string} address
 * @returns {Promise<(() => void) | null>} the release; null when somebody else holds it
 */
function tryLock(address) {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE') resolve(null)
      else reject(error)
    })
    server.listen(address, () => {
      server.unref()
      /** @type {Set<import('node:net').Socket>} */
      const waiting = new Set()
      server.on('connection', (socket) => {
        waiting.add(socket.on('error', () => {}))
        socket.unref()
      })
      resolve(() => {
        server.close()
        for (const socket of waiting) socket.destroy()
      })
    })
  })
}

/**
 * Resolves when the holder lets go or ends.
 * @param {string} address
 */
function holderGone(address) {
  return new Promise((resolve) => {
    const socket = connect(address)
    socket.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      // A socket file without a listener: its holder was killed. Linux and Windows leave none.
      if (error.code === 'ECONNREFUSED' && !address.startsWith('\0')) rmSync(address, { force: true })
    })
    socket.once('close', resolve)
  })
}

/**
 * @param {string} root
 * @param {() => void} onWait called once if the lock is held
 * @returns {Promise<() => void>} the release
 */
export async function takeLock(root, onWait) {
  const address = lockAddress(root)
  for (let waited = false; ; waited = true) {
    const release = await tryLock(address)
    if (release) return release
    if (!waited) onWait()
    await holderGone(address)
  }
}
