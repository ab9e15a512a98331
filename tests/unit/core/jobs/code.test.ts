import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { codeIn, readCode, writeCode } from '../../../../app/core/jobs/code'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gilder-code-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function put(path: string, content = ''): string {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}

const paths = async (file: string): Promise<readonly string[]> =>
  (await readCode(file)).map(({ path }) => path)

test('a file alone, and what it imports from beside it, however deep', async () => {
  const job = put(
    'job.py',
    'import numpy, helper\nfrom tools.deep import x\ndef f():\n    import late as l\n',
  )
  put('helper.py', 'from .second import y\n')
  put('second.py')
  put('late.py')
  put('other.py')
  put('tools/__init__.py')
  put('tools/deep.py')
  expect(await paths(job)).toEqual([
    'job.py',
    'helper.py',
    'second.py',
    'tools/__init__.py',
    'tools/deep.py',
    'late.py',
  ])
})

test('a file of a package comes with the whole package', async () => {
  const job = put('pack/inner/job.py', 'from .. import base\n')
  put('pack/__init__.py')
  put('pack/base.py')
  put('pack/inner/__init__.py')
  put('pack/inner/data.csv')
  put('beside.py')
  expect([...(await paths(job))].sort()).toEqual([
    'pack/__init__.py',
    'pack/base.py',
    'pack/inner/__init__.py',
    'pack/inner/job.py',
  ])
  expect((await paths(job))[0]).toBe('pack/inner/job.py')
})

test('the copy in the folder of a run is the same', async () => {
  const sources = await readCode(put('job.py', 'import helper\n'))
  const to = join(folder, 'run')
  await writeCode(to, sources)
  expect(readFileSync(codeIn(to, sources) ?? '', 'utf8')).toBe('import helper\n')
  expect(codeIn(to, [])).toBeNull()
})

test('what cannot be read, or is far too much, is left out', async () => {
  expect(await readCode(join(folder, 'nowhere.py'))).toEqual([])
  const job = put('job.py', 'import huge\n')
  put('huge.py', '#'.repeat(6 * 1024 * 1024))
  expect(await paths(job)).toEqual(['job.py'])
})
