import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { InAppEngine } from '../../../../app/core/engine/in-app'
import { Interpreter } from '../../../../app/core/engine/interpreter'
import { type Layout, layout } from '../../../../app/core/layout'
import { temporaryFolder } from '../place'
import { order } from '../sample-run'

/** A checkout in which nothing has been made yet. */
function bare(): Layout {
  const appRoot = temporaryFolder()
  return layout({ appRoot, resourcesPath: null, env: {}, platform: process.platform, home: appRoot })
}

/** A runtime that passes every check, and a Node binary in the place of everything else. */
function withRuntime(): Layout {
  const place = bare()
  mkdirSync(place.runtime, { recursive: true })
  const manifest = {
    version: 1,
    python: '3.11.7',
    platform: process.platform,
    arch: process.arch,
    libpython: 'libpython.so',
    executable: 'python',
    searchPaths: [],
    packages: {},
    environment: 'abc',
  }
  writeFileSync(join(place.runtime, 'runtime.json'), JSON.stringify(manifest))
  for (const name of ['libpython.so', 'python']) {
    writeFileSync(join(place.runtime, name), readFileSync(process.execPath))
  }
  return place
}

describe('what is missing is said, by every call and each time', () => {
  test('the runtime', async () => {
    const engine = new InAppEngine(new Interpreter(bare()), null)
    const expected = { report: { kind: 'runtime', message: expect.stringContaining('no Python runtime') } }
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(engine.describe('/x.py')).rejects.toMatchObject(expected)
      await expect(engine.columns('/x.csv')).rejects.toMatchObject(expected)
    }
  })

  test('the addon', async () => {
    const engine = new InAppEngine(new Interpreter(withRuntime()), null)
    await expect(engine.describe('/x.py')).rejects.toMatchObject({
      report: {
        kind: 'runtime',
        message: expect.stringMatching(/native addon .*gilder\.node cannot be loaded/),
      },
    })
  })

  test('an addon that is none', async () => {
    const place = withRuntime()
    mkdirSync(join(place.addon, '..'), { recursive: true })
    writeFileSync(place.addon, 'text')
    await expect(new Interpreter(place).start()).rejects.toMatchObject({ report: { kind: 'runtime' } })
  })

  test('a run ends with it as its outcome', async () => {
    const engine = new InAppEngine(new Interpreter(bare()), null)
    expect(await engine.run(order, () => {})).toMatchObject({ state: 'failed', error: { kind: 'runtime' } })
  })

  test('getting ready ahead of time is silent', async () => {
    new Interpreter(bare()).warm()
    await new Promise((resolve) => setTimeout(resolve, 50))
  })
})
