// @ts-check
import { describe, expect, test } from 'vitest'
import { exec } from '../../../setup/process.mjs'
import { holdsWhatIsLocked } from '../../../setup/steps/packages.mjs'
import { cmakeIsTooOld } from '../../../setup/steps/system.mjs'

describe('installed packages', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a': { version: '1' },
      'node_modules/b': { version: '2', optional: true },
    },
  }

  test.each([
    ['all there', { 'node_modules/a': { version: '1' }, 'node_modules/b': { version: '2' } }, true],
    ['all but an optional one', { 'node_modules/a': { version: '1' } }, true],
    ['one missing', { 'node_modules/b': { version: '2' } }, false],
    ['one of another version', { 'node_modules/a': { version: '3' } }, false],
    [
      'an optional one of another version',
      { 'node_modules/a': { version: '1' }, 'node_modules/b': { version: '1' } },
      false,
    ],
  ])('%s', (_, packages, holds) => {
    expect(holdsWhatIsLocked(lock, { packages })).toBe(holds)
  })
})

test.each([
  ['cmake version 3.25.1', false],
  ['cmake version 3.20.0', false],
  ['cmake version 4.0.2', false],
  ['cmake version 3.18.4', true],
  ['cmake version 2.90.0', true],
])('%s is too old: %s', (text, old) => expect(cmakeIsTooOld(text)).toBe(old))

describe('a program', () => {
  test('gives its lines, its code and its stdout alone', async () => {
    /** @type {string[]} */
    const seen = []
    const finished = await exec('sh', ['-c', 'echo out; echo err >&2; exit 4'], {
      onLine: (line) => seen.push(line),
    })
    expect(finished.code).toBe(4)
    expect(finished.stdout).toBe('out\n')
    expect(seen.sort()).toEqual(['err', 'out'])
  })

  test('that is not there has a code and says so', async () => {
    const { code, output } = await exec('gilder-no-such-program', [])
    expect(code).toBe(127)
    expect(output).toContain('ENOENT')
  })

  test('that takes too long is ended with what it started', async () => {
    const started = performance.now()
    const { code } = await exec('sh', ['-c', 'sleep 30 & sleep 30'], { timeout: 200 })
    expect(code).toBe(128)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
