/** Comparing and repairing, on a small runtime of text files. */
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { copyBack, wholeRuntimeIn } from '../../../../app/core/doctor/repairs/copy'
import { compareFiles } from '../../../../app/core/runtime/compare'
import { type ListedFile, parseListing, readListing } from '../../../../app/core/runtime/listing'
import { temporaryFolder } from '../place'

const contents = {
  'lib/a.py': 'a = 1\n',
  'lib/deep/b.py': 'b = 2\n',
  'lib/ü.txt': '',
  'bin/python3': 'program',
}

const whole = { ...contents, 'runtime.json': '{}\n' }
const hashes = Object.entries(whole).map(([path, content]) => {
  const hash = createHash('sha256').update(content).digest('hex')
  return `${hash}\t${content.length}\t${path}\n`
})
const list = `${hashes.join('')}link\tpython3\tbin/python\nend\t${hashes.length + 1}\n`

function make(): string {
  const folder = temporaryFolder()
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  symlinkSync('python3', join(folder, 'bin/python'))
  writeFileSync(join(folder, 'runtime.json'), '{}\n')
  writeFileSync(join(folder, 'files.tsv'), list)
  return folder
}

async function listedIn(folder: string): Promise<readonly ListedFile[]> {
  const listed = await readListing(folder)
  if (!Array.isArray(listed)) throw new Error(`The list is ${String(listed)}.`)
  return listed
}
const compare = async (folder: string) => compareFiles(folder, await listedIn(folder), () => {})

let folder: string
beforeEach(() => {
  folder = make()
})

describe('the files beside their list', () => {
  test('are the same when nothing happened', async () => {
    const size = Object.values(contents).join('').length + '{}\n'.length
    expect(await compare(folder)).toEqual({ files: 6, bytes: size, differing: [], added: [] })
  })

  test.each<[string, (path: string) => void, string, string]>([
    ['a changed byte', (path) => writeFileSync(path, 'a = 2\n'), 'lib/a.py', 'content'],
    ['another size', (path) => writeFileSync(path, 'a = 10\n'), 'lib/a.py', 'size'],
    ['gone', () => {}, 'lib/deep/b.py', 'missing'],
    ['a folder', mkdirSync, 'lib/a.py', 'kind'],
    ['another link', (path) => symlinkSync('x', path), 'bin/python', 'content'],
    ['the manifest', (path) => writeFileSync(path, '[]\n'), 'runtime.json', 'content'],
  ])('%s', async (_name, harm, path, how) => {
    const file = join(folder, path)
    if (how === 'missing' || how === 'kind' || path === 'bin/python') rmSync(file)
    harm(file)
    expect((await compare(folder)).differing).toEqual([{ path, how }])
  })

  test('what was added is named, and what Python makes for itself is not', async () => {
    writeFileSync(join(folder, 'lib/numpy.py'), '')
    mkdirSync(join(folder, 'lib/__pycache__'))
    writeFileSync(join(folder, 'lib/__pycache__/a.pyc'), '')
    expect(await compare(folder)).toMatchObject({ differing: [], added: ['lib/numpy.py'] })
  })

  test('a copy in the place of a link is as good', async () => {
    rmSync(join(folder, 'bin/python'))
    writeFileSync(join(folder, 'bin/python'), 'program')
    expect((await compare(folder)).differing).toEqual([])
  })
})

describe('a list', () => {
  const hash = 'a'.repeat(64)
  test.each([
    ['cut off', `${hash}\t1\ta\n`],
    ['cut off in a line', `${hash}\t1\ta\nend\t`],
    ['short of a line', `${hash}\t1\ta\nend\t2\n`],
    ['with a path outside', `${hash}\t1\t../a\nend\t1\n`],
    ['with an absolute path', `${hash}\t1\t/etc/passwd\nend\t1\n`],
    ['with a path of Windows', `${hash}\t1\tC:\\a\nend\t1\n`],
    ['with a bad hash', `${hash.slice(1)}\t1\ta\nend\t1\n`],
    ['that is empty', ''],
  ])('%s is damaged', (_name, content) => expect(parseListing(content)).toBeNull())

  test('that is not there', async () => expect(await readListing(temporaryFolder())).toBeNull())
})

describe('files from a whole copy', () => {
  test('take the place of bad ones, with their folders', async () => {
    const source = make()
    writeFileSync(join(folder, 'lib/a.py'), 'bad')
    rmSync(join(folder, 'lib/deep'), { recursive: true })
    rmSync(join(folder, 'bin/python'))
    const files = await listedIn(folder)
    expect(await copyBack({ from: source, to: folder, files, list: false })).toEqual({ copied: 6, unfit: [] })
    expect((await compare(folder)).differing).toEqual([])
    expect(readlinkSync(join(folder, 'bin/python'))).toBe('python3')
  })

  test('are not taken when they are bad themselves, and nothing is left behind', async () => {
    const source = make()
    for (const [place, content] of [
      [source, 'bad too'],
      [folder, 'bad'],
    ] as const)
      writeFileSync(join(place, 'lib/a.py'), content)
    rmSync(join(source, 'lib/deep/b.py'))
    const files = await listedIn(folder)
    const { unfit } = await copyBack({ from: source, to: folder, files, list: false })
    expect(unfit).toEqual(['lib/a.py', 'lib/deep/b.py'])
    expect(readFileSync(join(folder, 'lib/a.py'), 'utf8')).toBe('bad')
    expect(readdirSync(join(folder, 'lib')).sort()).toEqual(['a.py', 'deep', 'ü.txt'])
  })

  test('are found in a copy of Gilder, packed or not', async () => {
    const source = make()
    for (const way of ['python-runtime/env', 'resources/python-runtime/env']) {
      const place = temporaryFolder()
      mkdirSync(dirname(join(place, way)), { recursive: true })
      symlinkSync(source, join(place, way))
      expect((await wholeRuntimeIn(place))?.folder).toBe(join(place, way))
    }
    expect(await wholeRuntimeIn(temporaryFolder())).toBeNull()
  })

  test('bring the list along where it was lost', async () => {
    const source = make()
    const empty = join(temporaryFolder(), 'env')
    mkdirSync(empty)
    await copyBack({ from: source, to: empty, files: await listedIn(source), list: true })
    expect((await compare(empty)).differing).toEqual([])
    expect(existsSync(join(empty, 'files.tsv'))).toBe(true)
  })
})
