/** Packs on the command line, with one that is made here: no network. */
import { createWriteStream, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { lines, type Place, place } from './gilder'

/** A wheel is a zip file with a list of what is in it; pip does without the hashes. */
async function wheel(
  file: string,
  name: string,
  version: string,
  modules: Record<string, string>,
): Promise<void> {
  const info = `${name}-${version}.dist-info`
  const files: Record<string, string> = {
    ...modules,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
    [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
  }
  files[`${info}/RECORD`] = [...Object.keys(files), `${info}/RECORD`].map((path) => `${path},,\n`).join('')
  mkdirSync(dirname(file), { recursive: true })
  const zip = new ZipFile()
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(file))
}

const JOB = `
from gilder import job

@job(packs=["tiny"])
def use(n: int = 2) -> dict[str, object]:
    """Uses the pack."""
    import os
    import numpy
    import tinypack
    return {"twice": tinypack.twice(n), "numpy": numpy.__version__, "set": os.environ["TINY"]}

@job
def forgot() -> int:
    """Does not ask for it."""
    import tinypack
    return tinypack.twice(1)
`

/** A catalogue with the pack `tiny`, a folder with its wheel, and a file with two jobs. */
async function prepared(
  module = 'def twice(n):\n    return 2 * n\n',
): Promise<Place & { env: Record<string, string> }> {
  const here = place()
  const entry = {
    title: 'Tiny',
    purpose: 'doubles numbers',
    version: '1.0',
    python: ['3.11'],
    modules: ['tinypack'],
    megabytes: { download: 1, installed: 1 },
    environment: { TINY: 'yes' },
    requires: ['tinypack==1.0'],
  }
  const file = here.path('packs.json')
  writeFileSync(file, JSON.stringify({ tiny: entry }))
  writeFileSync(here.path('job.py'), JOB)
  // What it brings of its own must not take the place of what the runtime has.
  await wheel(here.path('wheels', 'tinypack-1.0-py3-none-any.whl'), 'tinypack', '1.0', {
    'tinypack.py': module,
    'numpy/__init__.py': '__version__ = "0"\n',
  })
  return Object.assign(here, { env: { GILDER_PACKS: file, PIP_CONFIG_FILE: '/dev/null' } })
}

const foldersIn = (here: Place): readonly string[] =>
  existsSync(here.path('data', 'packs')) ? readdirSync(here.path('data', 'packs')) : []

describe('packs', () => {
  test('a job that needs one is refused before it starts, and runs once it is there', async () => {
    const here = await prepared()
    const { env } = here
    const run = ['--run', 'job.py:use', '--json']
    for (const args of [run, [...run, '--dry-run']]) {
      const refused = await here.gilder(args, { env })
      expect(refused.code).toBe(3)
      expect(refused.stderr).toBe(
        'gilder: This job needs the pack Tiny (1 MB), which is not installed.\n' +
          '  Install it: gilder --install-pack tiny\n',
      )
    }
    expect(here.runs()).toEqual([])
    const before = await here.gilder(['--packs'], { env })
    expect(before).toMatchObject({ code: 0, stderr: '' })
    expect(before.stdout).toBe(
      'tiny  Tiny 1.0: doubles numbers\n  not installed, a download of 1 MB; gilder --install-pack tiny\n',
    )
    // What a Gilder that was killed has left; no system gives out such a number.
    mkdirSync(here.path('data/packs/.half-999999999-tiny/site'), { recursive: true })
    const installed = await here.gilder(['--install-pack', 'tiny', '--wheels', 'wheels'], { env })
    expect(installed.code).toBe(0)
    expect(installed.stderr).toContain('The pack Tiny 1.0 is installed: ')
    expect(foldersIn(here)).toEqual(['tiny-1.0'])
    const again = await here.gilder(['--install-pack', 'tiny', '--json'], { env })
    expect(lines(again.stdout)).toMatchObject([
      { type: 'pack', pack: 'tiny', folder: here.path('data/packs/tiny-1.0') },
    ])

    const done = await here.gilder(run, { env })
    expect(done.code).toBe(0)
    expect(lines(done.stdout)).toContainEqual(expect.objectContaining({ text: 'With the pack Tiny 1.0' }))
    const { results } = lines(done.stdout).at(-1) as {
      results: { preview: { rows: { value: unknown }[] } }[]
    }
    const [twice, numpy, set] = results[0]?.preview.rows.map(({ value }) => value) ?? []
    expect({ twice, set }).toEqual({ twice: 4, set: 'yes' })
    expect(numpy).toMatch(/^2\./)
    expect(here.runs()).toMatchObject([{ placement: 'isolated', state: 'done' }])

    const inside = await here.gilder([...run, '--in-app'], { env })
    expect(inside.code).toBe(2)
    expect(inside.stderr).toContain("which cannot be loaded into Gilder's own process")

    // Only who asks for it has it.
    const forgot = await here.gilder(['--run', 'job.py:forgot'], { env })
    expect(forgot.code).toBe(1)
    expect(forgot.stderr).toContain('@job(packs=["tiny"])')

    expect((await here.gilder(['--remove-pack', 'tiny'], { env })).code).toBe(0)
    expect(foldersIn(here)).toEqual([])
    expect((await here.gilder(run, { env })).code).toBe(3)
  })

  test.each([
    [
      'a name that there is not',
      ['--install-pack', 'tinny'],
      2,
      ['There is no pack "tinny".', 'The packs are: tiny.'],
    ],
    [
      'a folder without its wheels',
      ['--install-pack', 'tiny', '--wheels', '.'],
      3,
      ['no wheel of tinypack==1.0'],
    ],
    ['one that is not there', ['--remove-pack', 'tiny'], 2, ['The pack Tiny is not installed.']],
    ['wheels for nothing', ['--list', '--wheels', '.'], 2, ['--wheels needs --install-pack.']],
  ])('%s is told', async (_name, args, code, says) => {
    const here = await prepared()
    const refused = await here.gilder(args, { env: here.env })
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code, stdout: '' })
    for (const words of says) expect(refused.stderr).toContain(words)
    expect(foldersIn(here)).toEqual([])
  })

  test('without network it says so', async () => {
    const here = await prepared()
    const env = { ...here.env, PIP_INDEX_URL: 'http://127.0.0.1:9/simple' }
    const refused = await here.gilder(['--install-pack', 'tiny'], { env })
    expect(refused.code).toBe(3)
    expect(refused.stderr).toContain('the package index cannot be reached')
    expect(refused.stderr).toContain('--wheels DIR')
    expect(foldersIn(here)).toEqual([])
  })

  test('one that cannot be imported here is not kept', async () => {
    const here = await prepared('raise ImportError("made for another machine")\n')
    const refused = await here.gilder(['--install-pack', 'tiny', '--wheels', 'wheels'], { env: here.env })
    expect(refused.code).toBe(3)
    expect(refused.stderr).toContain('cannot be used here: ImportError: made for another machine')
    expect(foldersIn(here)).toEqual([])
  })

  test('Ctrl+C leaves nothing behind', async () => {
    const here = await prepared('print("here", flush=True)\nimport time\ntime.sleep(60)\n')
    const started = here.start(['--install-pack', 'tiny', '--wheels', 'wheels', '--verbose'], {
      env: here.env,
    })
    await expect.poll(() => foldersIn(here).length, { timeout: 30_000 }).toBe(1)
    started.child.kill('SIGINT')
    const ended = await started.ended
    expect(ended.code).toBe(130)
    expect(ended.stderr).toContain('Cancelled.')
    expect(foldersIn(here)).toEqual([])
  })

  test('a list of packs that is none is told', async () => {
    const here = await prepared()
    writeFileSync(here.env.GILDER_PACKS ?? '', '{"tiny": 3}')
    const refused = await here.gilder(['--packs'], { env: here.env })
    expect(refused.code).toBe(3)
    expect(refused.stderr).toContain('it is not what a list of packs looks like')
  })
})
