// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { lockAddress, takeLock } from '../../../setup/lock.mjs'

const folder = `/somewhere/${process.pid}`

test('a second taker waits until the first lets go', async () => {
  /** @type {string[]} */
  const order = []
  const release = await takeLock(folder, () => order.push('never'))
  const second = takeLock(folder, () => order.push('waits')).then((releaseSecond) => {
    order.push('second')
    releaseSecond()
  })
  await expect.poll(() => order).toEqual(['waits'])
  order.push('released')
  release()
  await second
  expect(order).toEqual(['waits', 'released', 'second'])
})

test('a holder that is killed leaves no lock behind', async () => {
  const lock = new URL('../../../setup/lock.mjs', import.meta.url).href
  const program = `const { takeLock } = await import('${lock}'); await takeLock('${folder}', () => {});
    console.log('held'); setInterval(() => {}, 1000)`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  let waited = false
  const taken = takeLock(folder, () => {
    waited = true
    holder.kill('SIGKILL')
  })
  const release = await taken
  release()
  expect(waited).toBe(true)
})

test('every folder has a lock of its own, by the means of its platform', () => {
  expect(lockAddress('/a', 'linux')).not.toBe(lockAddress('/b', 'linux'))
  expect(lockAddress('/a', 'linux')).toMatch(/^\0gilder-setup-/)
  expect(lockAddress('C:\\a', 'win32')).toMatch(/^\\\\\.\\pipe\\gilder-setup-/)
})
