/** Earlier runs from the command line: listed, shown, carried to another data folder, kept and removed. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { job, lines, type Place, place, runtime } from './gilder'

const pythonProgram = join(runtime, 'bin/python3.11')

const make = async (here: Place, count: number, target = job('kinds.py')): Promise<string> => {
  const { stdout } = await here.gilder(['--run', target, '--param', `count=${count}`, '--json', '--quiet'])
  return String(lines(stdout)[0]?.run)
}
const ids = async (here: Place, ...query: readonly string[]): Promise<readonly unknown[]> => {
  const { stdout, code } = await here.gilder(['--history', ...query, '--json'])
  expect(code).toBe(0)
  return stdout === '' ? [] : lines(stdout).map(({ id }) => id)
}

test('--history: a table for people, lines for programs, newest first', async () => {
  const here = place()
  expect(await here.gilder(['--history'])).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'There are no runs yet.\n',
  })
  const [first, second] = [await make(here, 1), await make(here, 2)]
  expect(await ids(here)).toEqual([second, first])
  expect(await ids(here, 'count>1')).toEqual([second])
  expect(await ids(here, 'kinds', 'state:done', 'count=1')).toEqual([first])
  expect(await ids(here, '--limit', '1')).toEqual([second])
  const { stdout, stderr } = await here.gilder(['--history', '--limit', '1'])
  expect(stdout).toMatch(
    /^run +state +made +took +parameters\n\S+-kinds-\S+ +done +\d{4}-\d\d-\d\d .* s +count=2/,
  )
  expect(stderr).toContain('--limit 10 shows more')
})

test('--history: a wrong search, a damaged folder', async () => {
  const here = place()
  expect(await here.gilder(['--history', 'state:faild'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Did you mean "failed"?'),
  })
  const id = await make(here, 1)
  const bad = '20200101-000000-mean-aaaa'
  mkdirSync(here.path('data', 'runs', bad))
  writeFileSync(here.path('data', 'runs', bad, 'run.json'), '{')
  const { stdout, stderr, code } = await here.gilder(['--history'])
  expect([code, stdout.includes(id)]).toEqual([0, true])
  expect(stderr).toContain('run.json is damaged')
  expect((await here.gilder(['--remove', bad])).stderr).toContain('in the quarantine')
  expect(readdirSync(here.path('data', 'quarantine', bad, bad))).toEqual(['run.json'])
  expect((await here.gilder(['--history'])).stderr).toBe('')
})

test('--show: by name, by its beginning, the last one; else what is near', async () => {
  const here = place()
  expect((await here.gilder(['--show', 'last'])).stderr).toContain('There is no run yet.')
  const [first, second] = [await make(here, 1), await make(here, 2)]
  const { stdout } = await here.gilder(['--show', 'last'])
  for (const part of [second, 'state        done', 'count        2', 'a note of the job', 'Answer: 42']) {
    expect(stdout).toContain(part)
  }
  expect(stdout).not.toContain('\u001b')
  const shown = lines((await here.gilder(['--show', first, '--json'])).stdout)[0]
  expect(shown).toMatchObject({
    type: 'show',
    run: { id: first, params: { count: 1 } },
    folder: here.path('data', 'runs', first),
  })
  const several = await here.gilder(['--show', first.slice(0, 8)])
  expect(several).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(second) })
  const near = await here.gilder(['--show', first.replace('kinds', 'kindz')])
  expect(near.stderr).toContain('Did you mean "20')
  expect((await here.gilder(['--show', second.slice(0, -1)])).code).toBe(0)
})

test('--export and --import carry a run to another Gilder, checksums and all', async () => {
  const [here, there] = [place(), place()]
  const id = await make(here, 3)
  const zip = here.path('run ü.zip')
  expect(await here.gilder(['--export', 'last', zip])).toMatchObject({ code: 0, stdout: '' })
  // Another program's reading of the file.
  const listed = spawnSync(pythonProgram, ['-m', 'zipfile', '-t', zip], { encoding: 'utf8' })
  expect(listed.stdout).toContain('Done testing')
  expect((await here.gilder(['--export', 'last', zip])).stderr).toContain('exists already')
  expect((await here.gilder(['--export', 'last', zip, '--force'])).code).toBe(0)

  const came = lines((await there.gilder(['--import', zip, '--json'])).stdout)[0]
  expect(came).toMatchObject({ type: 'imported', run: id })
  expect(there.runs()).toEqual(here.runs().map((run) => ({ ...run, imported: expect.any(String) })))
  expect(await ids(there, 'count=3')).toEqual([id])
  const log = (at: Place): string => readFileSync(at.path('data', 'runs', id, 'log.txt'), 'utf8')
  expect(log(there)).toBe(log(here))

  const again = lines((await there.gilder(['--import', zip, '--json'])).stdout)[0]
  expect(again?.run).not.toBe(id)
  expect(there.runs()).toHaveLength(2)
})

/** Zip files that Gilder would not write, made by Python's own module. */
const FORGED = `
import hashlib, json, sys, zipfile
source, target, how = sys.argv[1:]
old = zipfile.ZipFile(source)
files = {name: old.read(name) for name in old.namelist()}
manifest = json.loads(files.pop("gilder.json"))
run = manifest["run"]
extra = {}
def put(path, data):
    manifest["files"].append({"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
    extra[run + "/" + path] = data
if how == "climbs": put("../../escaped.txt", b"x")
if how == "absolute": put("/escaped.txt", b"x")
if how == "backslash": put("..\\\\escaped.txt", b"x")
if how == "unlisted": extra[run + "/other.txt"] = b"x"
if how == "changed": files[run + "/log.txt"] = b"x" * len(files[run + "/log.txt"])
if how == "missing": files.pop(run + "/log.txt")
if how == "newer": manifest["format"] = 2
if how == "newer-run":
    record = json.loads(files[run + "/run.json"]); record["version"] = 2
    manifest["files"] = [one for one in manifest["files"] if one["path"] != "run.json"]
    del files[run + "/run.json"]; put("run.json", json.dumps(record).encode())
if how == "huge":
    for one in manifest["files"]: one["bytes"] = 10**15
if how == "no-list": manifest = None
with zipfile.ZipFile(target, "w") as new:
    for name, data in {**files, **extra}.items(): new.writestr(name, data)
    if manifest is not None: new.writestr("gilder.json", json.dumps(manifest))
if how == "cut":
    data = open(target, "rb").read(); open(target, "wb").write(data[: len(data) // 2])
`

test('--import takes in nothing of a file that is not as Gilder wrote it', async () => {
  const [here, there] = [place(), place()]
  await make(here, 1)
  const zip = here.path('run.zip')
  await here.gilder(['--export', 'last', zip])
  const cases: Readonly<Record<string, string>> = {
    climbs: 'cannot be imported',
    absolute: 'cannot be imported',
    backslash: 'cannot be imported',
    unlisted: 'other.txt is not in its list',
    changed: 'the checksum of log.txt is wrong',
    missing: 'log.txt is missing',
    newer: 'a newer version of Gilder',
    'newer-run': 'a newer version of Gilder',
    huge: 'not as long as its list says',
    'no-list': 'gilder.json is not in it',
    cut: 'damaged or no zip file',
  }
  for (const [how, says] of Object.entries(cases)) {
    const forged = here.path(`${how}.zip`)
    const made = spawnSync(pythonProgram, ['-c', FORGED, zip, forged, how], { encoding: 'utf8' })
    expect(made.stderr).toBe('')
    const { code, stderr } = await there.gilder(['--import', forged])
    expect({ how, code, says: stderr.includes(says), stderr }).toMatchObject({ how, code: 4, says: true })
    const runs = there.path('data', 'runs')
    expect(existsSync(runs) ? readdirSync(runs) : []).toEqual([])
  }
  expect(readdirSync(there.folder)).toEqual(['data'])
  expect((await there.gilder(['--import', 'no-such.zip'])).stderr).toContain('it does not exist')
})

test('--pin keeps a run from --remove', async () => {
  const here = place()
  const id = await make(here, 1)
  expect((await here.gilder(['--pin', 'last'])).stderr).toBe(`Pinned ${id}.\n`)
  expect(await here.gilder(['--remove', id])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`gilder --unpin ${id}`),
  })
  expect(await ids(here, 'pinned:yes')).toEqual([id])
  await here.gilder(['--unpin', id, '--quiet'])
  expect(lines((await here.gilder(['--remove', id, '--json'])).stdout)).toEqual([
    { type: 'removed', run: id },
  ])
  expect(readdirSync(join(here.data, 'runs'))).toEqual([])
})
