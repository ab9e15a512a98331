import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { GilderError } from '../../../../app/contract/error'
import type { FileDescription, JobSpec } from '../../../../app/contract/job'
import type { OwnPlace } from '../../../../app/contract/own'
import { Library } from '../../../../app/core/own/library'
import { Places } from '../../../../app/core/own/places'
import { temporaryFolder } from '../place'
import { spec } from '../sample-run'

let root: string
let places: Places
let described: string[]
let told: (readonly OwnPlace[])[]
/** What is answered late, and by whom. */
let held: Map<string, Promise<void>>
let untrusted: ReadonlySet<string>
let library: Library

beforeEach(() => {
  root = temporaryFolder()
  places = new Places(join(root, 'data/own-jobs.json'), join(root, 'jobs'))
  described = []
  told = []
  held = new Map()
  untrusted = new Set()
  library = open()
})

afterEach(() => library.close())

function write(name: string, content: string): string {
  const file = join(root, name)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content)
  return file
}

/** The jobs of a "file" are the words of its first line; `!` is a mistake in it. */
async function look(file: string): Promise<FileDescription> {
  if (untrusted.has(basename(file))) throw new GilderError({ kind: 'trust', message: 'Not trusted.' })
  described.push(basename(file))
  await held.get(basename(file))
  const [line = ''] = readFileSync(file, 'utf8').split('\n')
  if (line.includes('!'))
    return { jobs: [], error: { kind: 'job', type: 'SyntaxError', message: 'Line 1 is broken.' } }
  const jobs = line.split(' ').filter(Boolean)
  const none = {
    kind: 'job',
    type: 'gilder.errors.DescriptionError',
    message: 'It has no job in it.',
  } as const
  return {
    jobs: jobs.map((name): JobSpec => ({ ...spec, id: `${basename(file)}.${name}`, function: name, file })),
    error: jobs.length === 0 ? none : null,
  }
}

function open(): Library {
  return new Library({
    places,
    catalog: { look, lastGood: async () => [] },
    ensure: async (file) => {
      if (basename(file) === 'never.py') throw new GilderError({ kind: 'trust', message: 'No.' })
    },
    changed: (own) => told.push(own),
  })
}

/** `file: state jobs` of everything that is shown. */
const shown = (own = library.view()): readonly string[] =>
  own.flatMap(({ kind, files }) =>
    files.map(
      ({ file, state, jobs }) =>
        `${kind} ${basename(file)}: ${[state, ...jobs.map((job) => job.function)].join(' ')}`,
    ),
  )

describe('a look', () => {
  test('finds files at the top and of folder jobs, and leaves out what is nobody’s job', async () => {
    for (const name of ['b.py', 'a.py', 'fit/fit.py']) write(`jobs/${name}`, 'one')
    for (const name of [
      '_a.py',
      '.b.py',
      'test_a.py',
      'conftest.py',
      'fit/parts.py',
      'deep/er/er.py',
      'c.txt',
    ])
      write(`jobs/${name}`, 'one')
    write('jobs/helper.py', '')
    await library.settle()
    expect(shown()).toEqual([
      'standard a.py: ready one',
      'standard b.py: ready one',
      'standard fit.py: ready one',
    ])
  })

  test('lists folders that were added, and single files, once each and the newest first', async () => {
    await places.addFolder(join(root, 'lab'))
    await places.addFolder(join(root, 'gone'))
    write('lab/fit.py', 'fit')
    for (const name of ['down/one.py', 'down/two.py', 'lab/fit.py']) await library.open(write(name, 'one'))
    expect(shown()).toEqual([
      'added fit.py: ready one',
      'opened two.py: ready one',
      'opened one.py: ready one',
    ])
    expect(library.view().map(({ there }) => there)).toEqual([false, true, false, true])
    expect(await places.remove(join(root, 'lab'))).toBe(true)
    await library.settle()
    expect(shown()).not.toContain('added fit.py: ready one')
  })

  test('describes what has changed, and nothing else', async () => {
    write('jobs/a.py', 'one\nimport helper')
    write('jobs/b.py', 'one')
    write('jobs/helper.py', '')
    await library.settle()
    await library.settle()
    expect(described.sort()).toEqual(['a.py', 'b.py', 'helper.py'])
    described = []
    write('jobs/helper.py', '\nx = 1')
    await library.settle()
    expect(described.sort()).toEqual(['a.py', 'helper.py'])
  })

  test('is not held up by a file that hangs', async () => {
    let free = (): void => {}
    held.set('a.py', new Promise((resolve) => (free = resolve)))
    for (const name of ['a', 'b', 'c', 'd']) write(`jobs/${name}.py`, 'one')
    const all = library.settle()
    await expect
      .poll(() => shown())
      .toEqual([
        'standard a.py: reading',
        'standard b.py: ready one',
        'standard c.py: ready one',
        'standard d.py: ready one',
      ])
    const opened = await library.open(write('down/e.py', 'one'))
    expect(opened?.state).toBe('ready')
    free()
    await all
    expect(shown()[0]).toBe('standard a.py: ready one')
  })
})

describe('a file', () => {
  test('that breaks keeps its last good form, and has its own again once it is put right', async () => {
    write('jobs/a.py', 'one')
    await library.settle()
    write('jobs/a.py', 'two !')
    await library.settle()
    expect(library.view()[0]?.files).toMatchObject([
      { state: 'broken', error: { message: 'Line 1 is broken.' }, jobs: [{ function: 'one' }] },
    ])
    expect(library.find('a.py.one')?.function).toBe('one')
    write('jobs/a.py', 'two')
    await library.settle()
    expect(shown()).toEqual(['standard a.py: ready two'])
    expect(library.find('a.py.one')).toBe(null)
  })

  test('that is not trusted any more is looked at again until it is', async () => {
    await library.open(write('down/a.py', 'one'))
    untrusted = new Set(['a.py'])
    write('down/a.py', 'two')
    await library.settle()
    expect(shown()).toEqual(['opened a.py: untrusted one'])
    untrusted = new Set()
    await library.settle()
    expect(shown()).toEqual(['opened a.py: ready two'])
  })

  test('that goes is told so where it was opened, and leaves the list of a folder', async () => {
    await library.open(write('down/a.py', 'one'))
    write('jobs/b.py', 'one')
    await library.settle()
    rmSync(join(root, 'down'), { recursive: true })
    rmSync(join(root, 'jobs'), { recursive: true })
    await library.settle()
    expect(shown()).toEqual(['opened a.py: missing one'])
  })

  test('that is refused, or is no Python, is not listed', async () => {
    await expect(library.open(write('down/never.py', 'one'))).rejects.toThrow('No.')
    await expect(library.open(write('down/table.csv', 'one'))).rejects.toThrow('is no file of jobs')
    await expect(library.open(join(root, 'nowhere.py'))).rejects.toThrow('cannot be read')
    expect(await places.files()).toEqual([])
  })
})

describe('while it is watched', () => {
  test('files that appear, are saved by renaming, and vanish are told at once', async () => {
    mkdirSync(join(root, 'jobs'))
    library.watch(60_000)
    await library.settle()
    const last = (): readonly string[] => shown(told.at(-1) ?? [])
    write('jobs/a.py', 'one')
    await expect.poll(last).toEqual(['standard a.py: ready one'])
    renameSync(write('jobs/.a.py.new', 'two'), join(root, 'jobs/a.py'))
    await expect.poll(last).toEqual(['standard a.py: ready two'])
    rmSync(join(root, 'jobs/a.py'))
    await expect.poll(last).toEqual([])
  })

  test('a folder that was made anew is followed again, at the next beat', async () => {
    write('jobs/a.py', 'one')
    library.watch(50)
    await expect.poll(() => shown()).toEqual(['standard a.py: ready one'])
    rmSync(join(root, 'jobs'), { recursive: true })
    await expect.poll(() => shown()).toEqual([])
    write('jobs/b.py', 'one')
    await expect.poll(() => shown()).toEqual(['standard b.py: ready one'])
  })
})
