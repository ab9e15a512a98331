/** No name, link or address leads out of a run's folder: neither what a job calls its results nor what a page asks for. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Artifact } from '../../app/contract/result'
import { checkArtifacts } from '../../app/core/store/artifacts'
import { RunStore } from '../../app/core/store/store'
import { answer } from '../../app/main/answer'
import { fileStream } from '../../app/main/file-stream'
import { temporaryFolder } from '../unit/core/place'
import { draft } from '../unit/core/sample-run'
import { beside } from './beside'
import { here, job } from './core'

test('case 39: whatever a job calls its results, the files lie in its own folder', async () => {
  const place = here()
  const run = await beside(place, () => place.run(job('names.py'), null))
  expect(run.state).toBe('done')
  expect(run.results).toHaveLength(14)
  const results = join(place.place.runs, run.id, 'results')
  for (const { files, preview } of run.results) {
    for (const path of [preview, ...files.map((each) => each.path)]) {
      expect(path).toMatch(/^results\/[\p{L}\p{N}_][\p{L}\p{N}_-]*\.(json|txt|preview\.json)$/u)
    }
  }
  const written = run.results.flatMap(({ files, preview }) => [preview, ...files.map((each) => each.path)])
  expect(
    readdirSync(results)
      .map((name) => `results/${name}`)
      .sort(),
  ).toEqual([...new Set(written)].sort())
  expect(await checkArtifacts(join(place.place.runs, run.id), run.results)).toBeNull()
  const outside = readdirSync(place.path('data'), { recursive: true }).map(String)
  expect(outside.filter((name) => name.includes('evil') && !name.includes('results'))).toEqual([])
})

describe('a page and a record', () => {
  let runs = ''
  let own = ''
  let other = ''
  const linked = process.platform === 'win32' ? 'junction' : null

  beforeEach(async () => {
    const folder = temporaryFolder()
    runs = join(folder, 'runs')
    const store = new RunStore(runs)
    own = (await store.create({ ...draft, state: 'done' })).id
    other = (await store.create({ ...draft, state: 'done' })).id
    for (const id of [own, other]) {
      mkdirSync(join(runs, id, 'results'))
      writeFileSync(join(runs, id, 'results', 'value.json'), '{"kind":"value","value":1}')
    }
    writeFileSync(join(folder, 'secret.txt'), 'secret')
    writeFileSync(join(runs, 'loose.txt'), 'secret')
    const results = join(runs, own, 'results')
    symlinkSync(join(folder, 'secret.txt'), join(results, 'link.txt'))
    symlinkSync(join(runs, other, 'results', 'value.json'), join(results, 'other.json'))
    symlinkSync(join(runs, other, 'results'), join(results, 'neighbour'), linked)
    symlinkSync(folder, join(results, 'away'), linked)
    symlinkSync(join(results, 'ring'), join(results, 'ring'))
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(results, 'pipe')])
  })

  const get = (url: string, method = 'GET', range: string | null = null): Promise<Response> =>
    answer({ runs, renderer: join(realpathSync(runs), '..', 'window') }, { url, method, range })

  test('case 39: what is the run’s own is served', async () => {
    const reply = await get(`app://run/${own}/results/value.json`)
    expect(reply.status).toBe(200)
    expect(await reply.text()).toBe('{"kind":"value","value":1}')
    expect(reply.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect((await get(`app://run/${own}/run.json`)).status).toBe(200)
  })

  test.each([
    'ID/results/link.txt',
    'ID/results/other.json',
    'ID/results/neighbour/value.json',
    'ID/results/away/secret.txt',
    'ID/results/ring',
    'ID/results/pipe',
    'ID/results',
    'ID/results/',
    'ID',
    'ID/',
    '',
    'ID/../../secret.txt',
    'ID/%2e%2e/%2e%2e/secret.txt',
    'ID/%2E%2E%2F%2E%2E%2Fsecret.txt',
    'ID/..%2f..%2fsecret.txt',
    'ID/..%5c..%5csecret.txt',
    'ID/results/%252e%252e/run.json',
    'ID/results/../../../secret.txt',
    'ID/results//value.json',
    'ID/results/value.json%00',
    'ID/results/value.json%00.txt',
    'ID/results/value.json:stream',
    'ID/results\\value.json%5c',
    'ID/results/%ff',
    'ID/results/%',
    'ID//etc/passwd',
    '/etc/passwd',
    '%2fetc%2fpasswd',
    'loose.txt',
    '../secret.txt',
    '%2e%2e/secret.txt',
    '.new-ID/run.json',
    `ID/${'x'.repeat(10_000)}`,
    `ID/${'x/'.repeat(5000)}y`,
  ])('case 39: app://run/%s is not there', async (path) => {
    const reply = await get(`app://run/${path.replaceAll('ID', own)}`)
    expect(reply.status).toBe(404)
  })

  test.each([
    'app://gilder/../main/main.cjs',
    'app://gilder/%2e%2e/secret.txt',
    'app://gilder/..%2fsecret.txt',
    'app://gilder//etc/passwd',
    'app://gilder/index.html%00',
    'app://elsewhere/index.html',
    'app://run@gilder/',
    'file:///etc/passwd',
    'nonsense',
    '',
  ])('case 39: %s is not there', async (url) => {
    expect((await get(url)).status).toBe(404)
  })

  test.each(['POST', 'HEAD', 'PUT', 'DELETE'])('case 39: %s is not for files', async (method) => {
    expect((await get(`app://run/${own}/results/value.json`, method)).status).toBe(405)
  })

  test('case 39: a file that became a link or a pipe by the time it is opened is not read', async () => {
    const results = join(runs, own, 'results')
    await expect(fileStream(join(results, 'link.txt'), 0, 5)).rejects.toThrow()
    // Nobody writes to it: this must end all the same.
    if (process.platform === 'win32') return
    const stream = await fileStream(join(results, 'pipe'), 0, 5)
    expect((await new Response(stream).text().catch(() => '')).length).toBe(0)
  })

  test.each([
    '../../secret.txt',
    '/etc/passwd',
    'results/../../secret.txt',
    'results/link.txt',
    'results/other.json',
    'results/neighbour/value.json',
    'results/pipe',
    'results',
    'results/value.json\0',
    'C:\\secret.txt',
    '',
  ])('case 39: a result that names %s is refused', async (path) => {
    const artifact: Artifact = {
      name: 'evil',
      label: 'Evil',
      kind: 'text',
      files: [{ path, format: 'txt', bytes: 6 }],
      preview: 'results/value.json',
    }
    expect(await checkArtifacts(join(runs, own), [artifact])).toMatchObject({ kind: 'result' })
    const shown: Artifact = { ...artifact, files: [], preview: path }
    expect(await checkArtifacts(join(runs, own), [shown])).toMatchObject({ kind: 'result' })
  })

  test.each(['..', '../x', '', '.', 'a/b', '20200101-000000-mean-aaaa/..', '\0', '/etc'])(
    'case 39: %s is no run',
    async (id) => {
      const store = new RunStore(runs)
      expect(() => store.folder(id)).toThrow('There is no run')
      await expect(store.remove(id)).rejects.toThrow('There is no run')
      await expect(store.read(id)).rejects.toThrow('There is no run')
    },
  )
})
