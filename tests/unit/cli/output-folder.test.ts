import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Delivery, openOutputFolder } from '../../../app/cli/output-folder'
import { temporaryFolder } from '../core/place'

let root: string
let files: readonly Delivery[]
beforeEach(() => {
  root = temporaryFolder()
  files = ['a.csv', 'b.json'].map((name) => {
    writeFileSync(join(root, name), name)
    return { from: join(root, name), name }
  })
})
const out = (...parts: readonly string[]): string => join(root, 'out', ...parts)

test('the files are there, and nothing else', async () => {
  const folder = await openOutputFolder(out('deep', 'er'))
  expect(await folder.deliver(files, false)).toEqual([
    out('deep', 'er', 'a.csv'),
    out('deep', 'er', 'b.json'),
  ])
  expect(readdirSync(out('deep', 'er'))).toEqual(['a.csv', 'b.json'])
  expect(readFileSync(out('deep', 'er', 'b.json'), 'utf8')).toBe('b.json')
})

describe('a file of the same name', () => {
  beforeEach(() => {
    mkdirSync(out())
    writeFileSync(out('b.json'), 'mine')
  })

  test('is not replaced, and the others are not copied either', async () => {
    const folder = await openOutputFolder(out())
    await expect(folder.deliver(files, false)).rejects.toMatchObject({
      report: {
        kind: 'output',
        message: `${out('b.json')} exists already.`,
        hint: expect.stringContaining('--force'),
      },
    })
    expect(readdirSync(out())).toEqual(['b.json'])
    expect(readFileSync(out('b.json'), 'utf8')).toBe('mine')
  })

  test('is replaced when told so', async () => {
    await (await openOutputFolder(out())).deliver(files, true)
    expect(readFileSync(out('b.json'), 'utf8')).toBe('b.json')
  })
})

test('a folder in the way of one file is found before another is replaced', async () => {
  mkdirSync(out('b.json'), { recursive: true })
  writeFileSync(out('a.csv'), 'mine')
  const folder = await openOutputFolder(out())
  await expect(folder.deliver(files, true)).rejects.toMatchObject({
    report: {
      kind: 'output',
      message: `${out('b.json')} is a folder, and a result file of that name has to go there.`,
    },
  })
  expect(readdirSync(out())).toEqual(['a.csv', 'b.json'])
  expect(readFileSync(out('a.csv'), 'utf8')).toBe('mine')
})

test('when one file cannot be copied, none is there', async () => {
  const folder = await openOutputFolder(out())
  const missing = { from: join(root, 'none'), name: 'none' }
  await expect(folder.deliver([...files, missing], false)).rejects.toMatchObject({
    report: { kind: 'output' },
  })
  expect(readdirSync(out())).toEqual([])
})

describe('a folder that was made for nothing', () => {
  test('is taken back, with those above it that were made too', async () => {
    const folder = await openOutputFolder(out('deep', 'er'))
    await folder.discard()
    expect(existsSync(out())).toBe(false)
    expect(existsSync(root)).toBe(true)
  })

  test('stays when it was there before, or somebody put something in', async () => {
    mkdirSync(out())
    await (await openOutputFolder(out())).discard()
    expect(existsSync(out())).toBe(true)
    const folder = await openOutputFolder(out('new'))
    writeFileSync(out('new', 'x'), '')
    await folder.discard()
    expect(readdirSync(out())).toEqual(['new'])
  })
})

test.each([
  ['under a file', () => join(root, 'a.csv', 'out'), 'a part of its path is a file'],
  ['a file', () => join(root, 'a.csv'), 'cannot be written'],
  ['where nobody may write', () => '/proc/gilder', 'cannot be written'],
])('%s: refused at once', async (_name, path, says) => {
  await expect(openOutputFolder(path())).rejects.toMatchObject({
    report: {
      kind: 'output',
      message: expect.stringContaining(says),
      hint: 'Choose another folder with --out.',
    },
  })
})
