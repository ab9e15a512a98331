import { cpSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { FileDescription, JobSpec } from '../../../../app/contract/job'
import { Catalog, type CatalogParts } from '../../../../app/core/catalog/catalog'
import type { PythonFiles } from '../../../../app/core/runtime/files'
import { EngineDouble } from '../jobs/engine-double'
import { temporaryFolder } from '../place'
import { spec } from '../sample-run'

let root: string
let engine: EngineDouble
let files: PythonFiles | null

beforeEach(() => {
  root = temporaryFolder()
  engine = new EngineDouble()
  engine.description = describeAs
  files = {
    python: '3.11.7',
    home: 'h',
    libpython: 'l',
    executable: 'e',
    searchPaths: [],
    packages: {},
    environment: 'first',
  }
  write('app/gilder/host.py', 'x = 1')
  write('app/jobs/describe/describe.py', 'describe \nimport parts')
  write('app/jobs/kmeans/kmeans.py', 'kmeans')
})

function write(name: string, content: string): string {
  const file = join(root, name)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content)
  return file
}

/** The functions of a "job file" are the words in it; `!` is one that is refused. */
function describeAs(file: string): FileDescription {
  const [line = ''] = readFileSync(file, 'utf8').split('\n')
  const words = line.split(' ')
  const error = words.includes('!')
    ? ({ kind: 'job', message: `${basename(file)} is broken.` } as const)
    : null
  const jobs = words
    .filter((word) => /^\w+$/.test(word))
    .map((name): JobSpec => ({ ...spec, id: name, function: name, file }))
  return { jobs, error }
}

function catalog(parts: Partial<CatalogParts> = {}): Catalog {
  return new Catalog({
    engine,
    runtime: async () => ({
      status: {
        state: files ? 'ok' : 'missing',
        folder: '',
        message: 'No Python.',
        hint: 'x',
        python: '',
        packages: {},
      },
      files,
    }),
    jobs: join(root, 'app/jobs'),
    pythonPath: join(root, 'app'),
    cache: join(root, 'cache'),
    ...parts,
  })
}

const ids = async (of = catalog()): Promise<readonly string[]> =>
  (await of.shipped()).jobs.map((job) => job.id)

describe('shipped jobs', () => {
  test('each file is described once, and not again by a later start', async () => {
    expect(await ids()).toEqual(['describe', 'kmeans'])
    expect(engine.described).toHaveLength(2)
    expect(await ids()).toEqual(['describe', 'kmeans'])
    expect(engine.described).toHaveLength(2)
  })

  const changes: readonly (readonly [string, () => void, number])[] = [
    ['the file', () => write('app/jobs/describe/describe.py', 'describe more'), 1],
    ['a file beside it that it imports', () => write('app/jobs/describe/parts.py', 'x'), 1],
    ['a file beside it that it does not', () => write('app/jobs/describe/others.py', 'x'), 0],
    ["gilder's own sources", () => write('app/gilder/host.py', 'x = 2'), 2],
    ['a new file of gilder', () => write('app/gilder/deep/new.py', ''), 2],
    ['the environment', () => (files = files && { ...files, environment: 'second' }), 2],
    ['the Python', () => (files = files && { ...files, python: '3.11.9' }), 2],
    ['data beside it', () => write('app/jobs/describe/iris.csv', 'x'), 0],
    ['only the time of the file', () => utimesSync(join(root, 'app/jobs/describe/describe.py'), 1, 1), 0],
  ]
  test.each(changes)('%s changed', async (_name, change, again) => {
    await ids()
    change()
    await ids()
    expect(engine.described).toHaveLength(2 + again)
  })

  test('an app that was moved is described anew, since samples are absolute', async () => {
    await ids()
    cpSync(join(root, 'app'), join(root, 'moved'), { recursive: true, preserveTimestamps: true })
    const moved = catalog({ jobs: join(root, 'moved/jobs'), pythonPath: join(root, 'moved') })
    const { jobs } = await moved.shipped()
    expect(jobs[0]?.file).toBe(join(root, 'moved/jobs/describe/describe.py'))
  })

  test.each(['', '{"version":1', '{"version":9,"files":[]}', '[]'])(
    'a cache of %j costs time only',
    async (content) => {
      await ids()
      write('cache/catalog.json', content)
      expect(await ids()).toEqual(['describe', 'kmeans'])
      expect(engine.described).toHaveLength(4)
    },
  )

  test('a cache that cannot be written costs time only', async () => {
    const file = write('file', '')
    expect(await ids(catalog({ cache: join(file, 'cache') }))).toEqual(['describe', 'kmeans'])
  })

  test('a file that does not import takes nothing else down, and is tried again', async () => {
    write('app/jobs/describe/describe.py', '!')
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const { jobs, problems } = await catalog().shipped()
      expect(jobs.map((job) => job.id)).toEqual(['kmeans'])
      expect(problems.map((problem) => problem.message)).toEqual(['describe.py is broken.'])
    }
    write('app/jobs/describe/describe.py', 'describe')
    expect(await ids()).toEqual(['describe', 'kmeans'])
  })

  test('a file with one refused function keeps its others', async () => {
    write('app/jobs/describe/describe.py', 'describe !')
    const { jobs, problems } = await catalog().shipped()
    expect([jobs.length, problems.length]).toEqual([2, 1])
    expect((await catalog().find('describe')).id).toBe('describe')
  })

  test('a folder without its file is a problem of its own', async () => {
    mkdirSync(join(root, 'app/jobs/empty'))
    const { jobs, problems } = await catalog().shipped()
    expect(jobs).toHaveLength(2)
    expect(problems[0]?.message).toContain('empty.py cannot be read: it does not exist')
  })

  test('of two with the same name the first counts', async () => {
    write('app/jobs/kmeans/kmeans.py', 'kmeans describe')
    const { jobs, problems } = await catalog().shipped()
    expect(jobs.map((job) => basename(job.file))).toEqual(['describe.py', 'kmeans.py'])
    expect(problems[0]?.message).toContain('Two files hold a job named "describe"')
  })

  test('without a Python there is nobody to ask', async () => {
    files = null
    await expect(catalog().shipped()).rejects.toMatchObject({
      report: { kind: 'runtime', message: 'No Python.' },
    })
  })
})

describe('one shipped job', () => {
  test('is found without describing the others', async () => {
    expect((await catalog().find('kmeans')).function).toBe('kmeans')
    expect(engine.described.map((file) => basename(file))).toEqual(['kmeans.py'])
  })

  test('a second one in a file is found too', async () => {
    write('app/jobs/kmeans/kmeans.py', 'kmeans elbow')
    expect((await catalog().find('elbow')).id).toBe('elbow')
  })

  test('a misspelt name is told with the near one', async () => {
    await expect(catalog().find('kmean')).rejects.toThrow(
      'There is no job named "kmean". Did you mean "kmeans"?',
    )
  })

  test('a broken one says what is broken', async () => {
    write('app/jobs/kmeans/kmeans.py', '!')
    await expect(catalog().find('kmeans')).rejects.toThrow('kmeans.py is broken.')
  })

  test.each(['../jobs/kmeans', '/etc/passwd', ''])('%j is no job', async (name) => {
    await expect(catalog().find(name)).rejects.toMatchObject({ report: { kind: 'usage' } })
  })
})

describe("one's own file", () => {
  test('with one job needs no name', async () => {
    const file = write('mine.py', 'fit')
    expect((await catalog().inFile(file, null)).function).toBe('fit')
    expect((await catalog().inFile(file, 'fit')).function).toBe('fit')
    expect(engine.described).toHaveLength(1)
  })

  test.each([
    ['several, none chosen', 'fit test', null, 'holds 2 jobs', 'usage'],
    ['a misspelt function', 'fit test', 'fot', 'Did you mean "fit"?', 'usage'],
    ['none', '', null, 'holds no job', 'job'],
    ['one that does not import', '!', null, 'is broken', 'job'],
    ['the refused one of several', 'fit !', 'test', 'is broken', 'job'],
  ])('%s', async (_name, content, wanted, says, kind) => {
    const file = write('mine.py', content)
    await expect(catalog().inFile(file, wanted)).rejects.toMatchObject({
      report: { kind, message: expect.stringContaining(says) },
    })
  })

  test.each([
    ['missing', 'nowhere.py', 'it does not exist'],
    ['a folder', 'app', 'it is not a regular file'],
  ])('%s', async (_name, path, says) => {
    await expect(catalog().inFile(join(root, path), null)).rejects.toMatchObject({
      report: { kind: 'input', message: expect.stringContaining(says) },
    })
  })
})

test("somebody's own file is asked about, or refused at once, before it is executed", async () => {
  const file = write('own.py', 'fit')
  const asked: string[] = []
  const no = (word: string) => async () => {
    asked.push(word)
    throw new Error(word)
  }
  const wary = catalog({ ensure: no('ensure'), check: no('check') })
  await expect(wary.inFile(file, null)).rejects.toThrow('ensure')
  await expect(wary.inFile(file, null, false)).rejects.toThrow('check')
  await expect(wary.look(file)).rejects.toThrow('check')
  expect(asked).toEqual(['ensure', 'check', 'check'])
  expect(engine.described).toEqual([])
})
