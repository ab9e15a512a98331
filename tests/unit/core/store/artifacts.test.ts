import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Artifact } from '../../../../app/contract/result'
import { checkArtifacts, fileInside } from '../../../../app/core/store/artifacts'
import { temporaryFolder } from '../place'

let root: string
let folder: string
beforeEach(() => {
  root = temporaryFolder()
  folder = join(root, 'run')
  mkdirSync(join(folder, 'results'), { recursive: true })
  writeFileSync(join(folder, 'results', 'x.csv'), 'a\n1\n')
  writeFileSync(join(folder, 'results', 'x.preview.json'), '{}')
  writeFileSync(join(root, 'secret'), 'key')
})

const artifact = (path = 'results/x.csv', bytes = 4, preview = 'results/x.preview.json'): Artifact => ({
  name: 'x',
  label: 'X',
  kind: 'table',
  files: [{ path, format: 'csv', bytes }],
  preview,
})

test('files in order are in order', async () => {
  expect(await checkArtifacts(folder, [artifact()])).toBeNull()
  expect(await checkArtifacts(folder, [])).toBeNull()
})

test.each([
  ['a file that is missing', () => artifact('results/y.csv'), 'it does not exist'],
  ['another size', () => artifact('results/x.csv', 5), 'has 4 bytes instead of 5'],
  ['a preview that is missing', () => artifact('results/x.csv', 4, 'results/none.json'), 'it does not exist'],
  ['a preview outside', () => artifact('results/x.csv', 4, '../secret'), 'its path is not allowed'],
])('%s', async (_name, make, says) => {
  const report = await checkArtifacts(folder, [make()])
  expect(report?.kind).toBe('result')
  expect(report?.message).toContain(says)
})

describe('paths', () => {
  test.each([
    '../secret',
    'results/../../secret',
    '/etc/passwd',
    'results//x.csv',
    './results/x.csv',
    'results\\..\\..\\secret',
    'results/x.csv\0',
    'C:/secret',
    '',
    '..',
  ])('%j is refused', async (path) => {
    await expect(fileInside(folder, path)).rejects.toThrow('its path is not allowed')
  })

  test('dots in a name are fine', async () => {
    writeFileSync(join(folder, 'results', '..x'), '12345')
    expect(await fileInside(folder, 'results/..x')).toMatchObject({ bytes: 5 })
  })

  test('a link to a file, even of the run itself', async () => {
    symlinkSync(join(root, 'secret'), join(folder, 'results', 'out'))
    symlinkSync(join(folder, 'results', 'x.csv'), join(folder, 'results', 'in'))
    await expect(fileInside(folder, 'results/out')).rejects.toThrow('it is not a regular file')
    await expect(fileInside(folder, 'results/in')).rejects.toThrow('it is not a regular file')
  })

  test('a folder on the way that is a link to outside', async () => {
    symlinkSync(root, join(folder, 'results', 'up'))
    await expect(fileInside(folder, 'results/up/secret')).rejects.toThrow('outside of the run folder')
  })

  test('a folder beside whose name begins the same', async () => {
    mkdirSync(join(root, 'run-other'))
    writeFileSync(join(root, 'run-other', 'x'), '')
    symlinkSync(join(root, 'run-other'), join(folder, 'results', 'near'))
    await expect(fileInside(folder, 'results/near/x')).rejects.toThrow('outside of the run folder')
  })

  test('a folder and a named pipe', async () => {
    mkdirSync(join(folder, 'results', 'deep'))
    execFileSync('mkfifo', [join(folder, 'results', 'pipe')])
    await expect(fileInside(folder, 'results/deep')).rejects.toThrow('it is not a regular file')
    await expect(fileInside(folder, 'results/pipe')).rejects.toThrow('it is not a regular file')
  })

  test('a runs folder that is itself reached over a link', async () => {
    symlinkSync(folder, join(root, 'link'))
    expect(await fileInside(join(root, 'link'), 'results/x.csv')).toMatchObject({ bytes: 4 })
  })
})
