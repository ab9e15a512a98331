// @ts-check
import { describe, expect, test } from 'vitest'
import { createCommand, findConda } from '../../../python-runtime/build/conda.mjs'

/** @param {string[]} files */
const having = (...files) => ({
  platform: 'linux',
  exists: (/** @type {string} */ path) => files.includes(path),
})

describe('the tool', () => {
  test('that the shell has set up comes first', () => {
    const env = { MAMBA_EXE: '/m/micromamba', CONDA_EXE: '/c/conda', PATH: '/bin' }
    expect(findConda(env, having('/m/micromamba', '/c/conda', '/bin/mamba'))).toEqual({
      kind: 'micromamba',
      path: '/m/micromamba',
    })
    expect(findConda(env, having('/c/conda', '/bin/mamba'))).toEqual({ kind: 'conda', path: '/c/conda' })
  })

  test('is looked for on PATH, the quickest first', () => {
    const env = { PATH: '/a:/b' }
    expect(findConda(env, having('/a/conda', '/b/mamba'))).toEqual({ kind: 'mamba', path: '/b/mamba' })
    expect(findConda(env, having('/a/conda'))).toEqual({ kind: 'conda', path: '/a/conda' })
  })

  test('may be missing', () => {
    expect(findConda({ PATH: '/a' }, having())).toBeNull()
    expect(findConda({}, having())).toBeNull()
  })
})

describe('the command', () => {
  test('of micromamba', () => {
    const { command, args } = createCommand({ kind: 'micromamba', path: '/m' }, '/t', '/e.yml')
    expect([command, ...args]).toEqual(['/m', 'create', '--yes', '--prefix', '/t', '--file', '/e.yml'])
  })

  test.each(/** @type {const} */ (['conda', 'mamba']))('of %s', (kind) => {
    const { args } = createCommand({ kind, path: '/c' }, '/t', '/e.yml')
    expect(args).toEqual(['env', 'create', '--prefix', '/t', '--file', '/e.yml'])
  })

  test('asks nothing, copies instead of linking, and sees no CUDA driver', () => {
    const { env } = createCommand({ kind: 'conda', path: '/c' }, '/t', '/e.yml')
    expect(env).toEqual({
      CONDA_ALWAYS_YES: 'true',
      MAMBA_ALWAYS_YES: 'true',
      CONDA_ALWAYS_COPY: 'true',
      MAMBA_ALWAYS_COPY: 'true',
      CONDA_OVERRIDE_CUDA: '',
    })
  })
})
