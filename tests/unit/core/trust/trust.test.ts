import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Ask, type Question, Trust } from '../../../../app/core/trust/trust'
import { temporaryFolder } from '../place'

let root: string
let asked: Question[]

beforeEach(() => {
  root = temporaryFolder()
  asked = []
})

function write(name: string, content: string): string {
  const file = join(root, name)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content)
  return file
}

const answer =
  (yes: boolean): Ask =>
  async (question) => {
    asked.push(question)
    return yes
  }

function trust(ask: Ask | null = answer(true), more: { folders?: string[]; keeps?: boolean } = {}): Trust {
  const { folders = [], keeps = true } = more
  return new Trust({ file: join(root, 'data/trust.json'), keeps, folders: async () => folders, ask })
}

const refused = async (work: Promise<void>): Promise<unknown> =>
  work.then(
    () => null,
    (error: { readonly report: { readonly kind: string } }) => error.report.kind,
  )

describe('a file', () => {
  test('is asked about once, also by a later Gilder, whoever has trusted it', async () => {
    const file = write('mine.py', 'x = 1')
    await trust().ensure(file)
    await trust().ensure(file)
    await trust(null).check(file)
    expect(asked).toHaveLength(1)
    expect(asked).toMatchObject([{ what: 'job', file, bytes: 5, beside: [], changed: false }])
  })

  test('two who want it at the same time ask once', async () => {
    const file = write('mine.py', 'x = 1')
    const one = trust()
    await Promise.all([one.ensure(file), one.ensure(file)])
    expect(asked).toHaveLength(1)
  })

  test('is refused where nobody is asked, and where the answer is no, each time', async () => {
    const file = write('mine.py', 'x = 1')
    expect(await refused(trust(null).ensure(file))).toBe('trust')
    const unsure = trust(answer(false))
    expect([await refused(unsure.ensure(file)), await refused(unsure.ensure(file))]).toEqual([
      'trust',
      'trust',
    ])
    expect(asked).toHaveLength(2)
    expect(await refused(trust().check(file))).toBe('trust')
  })

  test('a question that is open does not hold up what needs none', async () => {
    const known = write('known.py', '')
    await trust().ensure(known)
    const waiting = trust(() => new Promise(() => {}))
    void waiting.ensure(write('mine.py', 'x = 1'))
    await waiting.ensure(known)
    expect(await refused(waiting.check(write('third.py', 'x = 3')))).toBe('trust')
  })

  const SAME: readonly (readonly [string, () => void])[] = [
    ['nothing', () => {}],
    ['a file beside it that it does not import', () => write('job/other.py', 'x = 2')],
    ['a table beside it', () => write('job/helper.csv', 'x')],
  ]
  const ANOTHER: readonly (readonly [string, () => void])[] = [
    ['the file', () => write('job/mine.py', 'import helper, shade, late; import last # more')],
    ['what it imports', () => write('job/helper.py', 'import deeper # more')],
    ['what that imports', () => write('job/deeper.py', 'x = 2')],
    ['a file behind a semicolon', () => write('job/last.py', 'x = 2')],
    ['a package without __init__.py', () => write('job/shade/parts/one.py', 'x = 2')],
    ['a file in the place of a package that was Python’s', () => write('job/late.py', 'x = 1')],
  ]
  function whole(): string {
    write('job/helper.py', 'import deeper')
    write('job/deeper.py', 'x = 1')
    write('job/last.py', 'x = 1')
    write('job/other.py', 'x = 1')
    write('job/shade/parts/one.py', 'x = 1')
    return write('job/mine.py', 'import helper, shade, late; import last')
  }

  test.each(SAME)('is the same when %s changed', async (_what, change) => {
    const file = whole()
    await trust().ensure(file)
    change()
    await trust(null).ensure(file)
  })

  test.each(ANOTHER)('is another when %s changed', async (_what, change) => {
    const file = whole()
    await trust().ensure(file)
    change()
    await trust().ensure(file)
    expect(asked.map(({ changed }) => changed)).toEqual([false, true])
  })

  test('that is a notebook is another one when what its cells import is', async () => {
    write('job/helper.py', 'x = 1')
    write('job/deep.py', 'x = 1')
    const cells = [{ source: ['import os\n', 'import helper\n'] }, { source: 'x = 1\nfrom deep import x' }]
    await trust().ensure(write('job/book.ipynb', JSON.stringify({ cells }, null, 1)))
    expect(asked[0]?.beside).toEqual(['deep.py', 'helper.py'])
  })

  test('is the same under another folder', async () => {
    await trust().ensure(write('a/mine.py', 'x = 1'))
    await trust(null).ensure(write('b/mine.py', 'x = 1'))
  })

  test('of its package, all of which it may import, is trusted with all of it', async () => {
    write('lab/__init__.py', '')
    const file = write('lab/fit.py', 'from . import model')
    write('lab/deep/model.py', 'x = 1')
    await trust().ensure(file)
    expect(asked[0]?.beside).toEqual(['lab/__init__.py', 'lab/deep/model.py'])
  })
})

describe('folders', () => {
  test('what lies in them is not asked about, by whatever name they are reached', async () => {
    const file = write('jobs/deep/mine.py', 'x = 1')
    symlinkSync(join(root, 'jobs'), join(root, 'by-link'))
    const own = trust(null, { folders: [join(root, 'jobs')] })
    for (const path of [file, join(root, 'by-link/deep/mine.py'), join(root, 'jobs/../jobs/deep/mine.py')])
      expect(await refused(own.ensure(path))).toBe(null)
  })

  test('what only looks as if it lay there is asked about', async () => {
    const own = trust(null, { folders: [join(root, 'jobs')] })
    for (const name of ['jobs2/mine.py', 'jobs/../mine.py', '..jobs/mine.py'])
      expect(await refused(own.ensure(write(name, 'x = 1')))).toBe('trust')
  })
})

describe('the list of what is trusted', () => {
  test('of a newer Gilder is not written over', async () => {
    const list = write('data/trust.json', '{"version": 2, "more": true}')
    const file = write('mine.py', 'x = 1')
    const one = trust()
    await one.ensure(file)
    await one.ensure(file)
    expect(asked).toHaveLength(1)
    expect(readFileSync(list, 'utf8')).toBe('{"version": 2, "more": true}')
  })

  test('that cannot be written holds as long as this Gilder', async () => {
    write('data', '')
    const one = trust()
    const file = write('mine.py', 'x = 1')
    await one.ensure(file)
    await one.check(file)
    expect(asked).toHaveLength(1)
  })

  test('a file that cannot be read is left to whoever reads it', async () => {
    await trust(null).ensure(join(root, 'nowhere.py'))
    const file = write('mine.py', 'x = 1')
    chmodSync(file, 0o000)
    if (process.getuid?.() !== 0) await trust(null).ensure(file)
  })
})

test('a pickle is trusted by its bytes', async () => {
  const file = write('checkpoint.pkl', 'state')
  expect(await refused(trust(null).ensureCheckpoint(file))).toBe('trust')
  await trust().ensureCheckpoint(file)
  await trust(null).ensureCheckpoint(file)
  write('checkpoint.pkl', 'another')
  expect(await refused(trust(null).ensureCheckpoint(file))).toBe('trust')
})
