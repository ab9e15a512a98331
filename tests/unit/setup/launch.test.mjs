// @ts-check
import { describe, expect, test } from 'vitest'
import { plan } from '../../../setup/launch.mjs'
import { inRoot, root } from '../../../setup/paths.mjs'

/** @param {Partial<{ env: NodeJS.ProcessEnv, platform: NodeJS.Platform, root: boolean }>} [change] */
const world = (change) => ({
  env: { DISPLAY: ':0' },
  platform: /** @type {const} */ ('linux'),
  root: false,
  ...change,
})

describe('with arguments', () => {
  test('the command line starts, without a display and without a sandbox to miss', () => {
    const planned = plan(['--run', 'x'], world({ env: { npm_config_yes: '', HOME: '/h' }, root: true }))
    expect(planned).toEqual({
      args: [inRoot('out', 'cli', 'cli.cjs'), '--run', 'x'],
      env: { HOME: '/h', ELECTRON_RUN_AS_NODE: '1' },
    })
  })

  test.each([
    [['--data', '/d']],
    [['--data=/d']],
    [['mine.py']],
    [['--data', '/d', 'mine.py', 'my other.PY']],
  ])('%j alone is for the window', (args) => {
    expect(plan(args, world())).toMatchObject({ args: [root, ...args] })
  })

  test.each([
    [['--data', '/d', '--list']],
    [['--data=/d', '--list']],
    [['--data', '--list']],
    [['--data']],
    [['mine.py', '--trust']],
    [['mine.csv']],
  ])('%j is for the command line', (args) => {
    expect(plan(args, world())).toMatchObject({ env: { ELECTRON_RUN_AS_NODE: '1' } })
  })
})

describe('without arguments', () => {
  test('the window opens with its sandbox', () => {
    expect(plan([], world())).toEqual({ args: [root], env: { DISPLAY: ':0' } })
  })

  test('as root on Linux it opens without, and says so', () => {
    expect(plan([], world({ root: true }))).toMatchObject({
      args: ['--no-sandbox', root],
      warning: expect.stringContaining('root'),
    })
  })

  test('without a display it says what to do instead', () => {
    expect(plan([], world({ env: {} }))).toEqual({ problem: expect.stringContaining('npm start -- --help') })
    expect(plan([], world({ env: { WAYLAND_DISPLAY: 'w' } }))).not.toHaveProperty('problem')
    expect(plan([], world({ env: {}, platform: 'win32' }))).not.toHaveProperty('problem')
  })
})
