// @ts-check
/** The real step on a PATH that holds nothing but a false apt, which brings what it is asked for. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { exec } from '../../../setup/process.mjs'
import { system } from '../../../setup/steps/system.mjs'

let bin = ''
/** @param {string} name @param {string} body */
const program = (name, body) => writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 })

const step = system({ forTests: false })
const run = () => step.run({ say: () => {}, exec: (command, args, options) => exec(command, args, options) })

beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'gilder-system-'))
  vi.stubEnv('PATH', bin)
  for (const name of ['g++', 'make', 'pip3']) program(name, '')
  program('apt-cache', 'exit 0')
  const cmake = '#!/bin/sh\\necho cmake version 3.25.1\\n'
  program(
    'apt-get',
    `echo "$*" >> ${bin}/asked; printf '${cmake}' > ${bin}/cmake; /bin/chmod +x ${bin}/cmake`,
  )
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  rmSync(bin, { recursive: true })
})
/** @param {number} uid */
const as = (uid) => vi.spyOn(/** @type {{ getuid: () => number }} */ (process), 'getuid').mockReturnValue(uid)

describe.runIf(process.platform === 'linux')('a machine without CMake', () => {
  test('gets it, when set up by root', async () => {
    as(0)
    expect(step.current?.()).toBe(false)
    expect(await run()).toBe('Installed cmake.')
    expect(readFileSync(join(bin, 'asked'), 'utf8')).toMatch(/install -y --no-install-recommends cmake\n$/)
    expect(step.current?.()).toBe(true)
  })

  test('is told the one command, when set up by anybody else', async () => {
    as(1000)
    await expect(run()).rejects.toMatchObject({
      message: 'This machine lacks CMake.',
      next: 'Run: sudo apt-get install -y --no-install-recommends cmake',
    })
    expect(existsSync(join(bin, 'asked'))).toBe(false)
  })

  test('is told in words what is missing, when it has no apt', async () => {
    rmSync(join(bin, 'apt-get'))
    rmSync(join(bin, 'make'))
    await expect(run()).rejects.toMatchObject({
      message: 'This machine lacks CMake, make or Ninja.',
      next: expect.stringContaining('package manager'),
    })
  })

  test('is told that apt failed, when it brings nothing', async () => {
    as(0)
    program('apt-get', 'exit 100')
    await expect(run()).rejects.toMatchObject({ message: 'apt-get could not install cmake.' })
  })
})

test.runIf(process.platform === 'linux')('an old CMake is not taken', async () => {
  program('cmake', 'echo cmake version 3.18.4')
  expect(step.current?.()).toBe(false)
  await expect(run()).rejects.toMatchObject({ message: expect.stringContaining('3.20') })
})
