/** A file is executed when somebody has agreed to what is in it, and not before: a marker beside it proves either. */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cli, type Ended, electron, lines, type Place, place, runtime } from './gilder'

/** Leaves a trace when it is imported. */
const code = (answer: number, more = ''): string =>
  `from pathlib import Path\n${more}Path(__file__ + '.ran').touch()\ndef answer() -> int:\n    return ${answer}\n`

const untrusting = { env: { GILDER_TRUST: '' } }

function write(here: Place, name: string, content: string): string {
  const file = here.path(name)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content)
  return file
}

const gilder = (here: Place, ...args: readonly string[]): Promise<Ended> => here.gilder(args, untrusting)
const ran = (file: string): boolean => existsSync(`${file}.ran`)

describe('a file of nobody', () => {
  const ways: readonly (readonly [string, (file: string, here: Place) => readonly string[]])[] = [
    ['--run', (file) => ['--run', file]],
    ['--describe', (file) => ['--describe', file]],
    ['--run with --in-app', (file) => ['--run', file, '--in-app']],
    ['--dry-run', (file) => ['--run', file, '--dry-run']],
    ['--sweep', (file) => ['--run', `${file}:answer`, '--sweep', 'x=1,2']],
    [
      '--batch',
      (file, here) => ['--batch', write(here, 'batch.jsonl', JSON.stringify({ job: file, params: {} }))],
    ],
  ]
  test.each(ways)('is refused by %s, and not executed', async (_flag, args) => {
    const here = place()
    const file = write(here, 'mine.py', code(1))
    const { code: exit, stdout, stderr } = await gilder(here, ...args(file, here))
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
    expect(stderr).toContain(`${file} is not among the files you trust, and was not executed`)
    expect(stderr).toContain('--trust')
    expect(ran(file)).toBe(false)
    expect(here.runs()).toEqual([])
  })

  test('is told as a line of --json', async () => {
    const here = place()
    const file = write(here, 'mine.py', code(1))
    const { stdout } = await gilder(here, '--run', file, '--json')
    expect(lines(stdout)).toMatchObject([{ type: 'error', exit: 2, error: { kind: 'trust' } }])
  })

  test('runs with --trust, and without it as long as it stays as it is', async () => {
    const here = place()
    const file = write(here, 'mine.py', code(41))
    expect(await gilder(here, '--run', file, '--trust')).toMatchObject({ code: 0 })
    expect(await gilder(here, '--run', file)).toMatchObject({ code: 0 })
    expect(JSON.parse(readFileSync(join(here.data, 'trust.json'), 'utf8'))).toMatchObject({
      version: 1,
      contents: [{ file, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    })
    rmSync(`${file}.ran`)
    write(here, 'mine.py', code(42))
    const changed = await gilder(here, '--run', file)
    expect(changed.code).toBe(2)
    expect(changed.stderr).toContain('has changed since you trusted it')
    expect(ran(file)).toBe(false)
  })

  test('is another one when what it imports from beside it is', async () => {
    const here = place()
    const file = write(here, 'mine.py', code(1, 'try:\n    import helper\nexcept ImportError:\n    pass\n'))
    write(here, 'helper.py', 'x = 1\n')
    write(here, 'other.py', 'x = 1\n')
    expect(await gilder(here, '--describe', file, '--trust')).toMatchObject({ code: 0 })
    write(here, 'other.py', 'x = 2\n')
    expect(await gilder(here, '--describe', file)).toMatchObject({ code: 0 })
    write(here, 'helper.py', 'x = 2\n')
    expect(await gilder(here, '--describe', file)).toMatchObject({ code: 2 })
  })

  test('with --dry-run and --trust is looked at, and not remembered', async () => {
    const here = place()
    const file = write(here, 'mine.py', code(1))
    expect(await gilder(here, '--run', file, '--dry-run', '--trust')).toMatchObject({ code: 0 })
    expect(existsSync(join(here.data, 'trust.json'))).toBe(false)
  })

  test('is asked about when the list of what is trusted is damaged', async () => {
    const here = place()
    const file = write(here, 'mine.py', code(1))
    await gilder(here, '--describe', file, '--trust')
    writeFileSync(join(here.data, 'trust.json'), '{"version": 1, "contents": [')
    expect(await gilder(here, '--describe', file)).toMatchObject({ code: 2 })
    expect(existsSync(join(here.data, 'trust.damaged.json'))).toBe(true)
  })
})

describe('folders of jobs', () => {
  test('are trusted, from the one in the data folder to those that were added', async () => {
    const here = place()
    const own = write(here, 'data/jobs/own.py', code(1))
    expect(await gilder(here, '--run', own)).toMatchObject({ code: 0 })
    const file = write(here, 'lab/mine.py', code(1))
    expect(await gilder(here, '--describe', file)).toMatchObject({ code: 2 })
    expect(await gilder(here, '--add-folder', here.path('lab'))).toMatchObject({ code: 0 })
    expect(await gilder(here, '--describe', file)).toMatchObject({ code: 0 })
    expect(await gilder(here, '--remove-folder', here.path('lab'))).toMatchObject({ code: 0 })
    expect(await gilder(here, '--describe', file)).toMatchObject({ code: 2 })
  })

  test('one that is none, or is not listed, is refused', async () => {
    const here = place()
    const missing = await gilder(here, '--add-folder', here.path('nowhere'))
    expect(missing).toMatchObject({ code: 4, stderr: expect.stringContaining('it does not exist') })
    const file = write(here, 'file.txt', '')
    expect(await gilder(here, '--add-folder', file)).toMatchObject({ code: 4 })
    expect(await gilder(here, '--remove-folder', here.path('nowhere'))).toMatchObject({ code: 2 })
  })
})

describe('code that came with an imported run', () => {
  const KEEPS = [
    'from pathlib import Path',
    'from gilder import checkpoint, resume',
    "Path(__file__ + '.ran').touch()",
    'class Loud:',
    '    def __init__(self, path): self.path = path',
    '    def __reduce__(self): return (open, (self.path, "w"))',
    'def walk(path: str) -> int:',
    '    if resume() is not None: return 1',
    '    checkpoint(Loud(path))',
    "    raise ValueError('cut off')",
    '',
  ].join('\n')

  test('is not executed by --resume before somebody agrees, nor is its checkpoint read', async () => {
    const maker = place()
    const file = write(maker, 'walk.py', KEEPS)
    const trace = maker.path('unpickled')
    await gilder(maker, '--run', file, '--param', `path=${trace}`, '--trust')
    const [made] = maker.runs()
    const zip = maker.path('run.zip')
    expect(await gilder(maker, '--export', made?.id ?? '', zip)).toMatchObject({ code: 0 })
    for (const gone of [file, `${file}.ran`, trace]) rmSync(gone, { force: true })

    const here = place()
    expect(await gilder(here, '--import', zip)).toMatchObject({ code: 0 })
    const [run] = here.runs()
    expect(run?.imported).not.toBeNull()
    const refused = await gilder(here, '--resume', run?.id ?? '')
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('came with an imported run')
    expect(existsSync(trace)).toBe(false)

    const went = await gilder(here, '--resume', run?.id ?? '', '--trust')
    expect(went.code).toBe(0)
    expect(existsSync(trace)).toBe(true)
    expect(here.runs()).toHaveLength(2)
  })

  test('of a job that is trusted already goes on without a question but for its checkpoint', async () => {
    const maker = place()
    const file = write(maker, 'walk.py', KEEPS)
    await gilder(maker, '--run', file, '--param', `path=${maker.path('unpickled')}`, '--trust')
    const zip = maker.path('run.zip')
    await gilder(maker, '--export', maker.runs()[0]?.id ?? '', zip)
    const here = place()
    await gilder(here, '--import', zip)
    cpSync(join(maker.data, 'trust.json'), join(here.data, 'trust.json'))
    const { code: exit, stderr } = await gilder(here, '--resume', here.runs()[0]?.id ?? '')
    expect({ exit, stderr }).toMatchObject({ exit: 2, stderr: expect.stringContaining('The checkpoint') })
  })
})

/** Types a line once it is asked, at a terminal of its own. */
const TERMINAL = `
import json, os, pty, sys
command, typed = json.loads(sys.argv[1]), sys.argv[2]
process, terminal = pty.fork()
if process == 0:
    os.execve(command[0], command, os.environ)
said = b""
while True:
    try:
        piece = os.read(terminal, 4096)
    except OSError:
        break
    if not piece:
        break
    said += piece
    if b"[y/N]" in said and typed:
        os.write(terminal, typed.encode())
        typed = ""
print(json.dumps({"code": os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), "said": said.decode()}))
`

async function typing(here: Place, args: readonly string[], typed: string) {
  const { PATH = '', HOME = '' } = process.env
  const env = {
    PATH,
    HOME,
    LANG: 'C.UTF-8',
    TERM: 'xterm',
    GILDER_DATA: here.data,
    ELECTRON_RUN_AS_NODE: '1',
  }
  const command = JSON.stringify([electron, cli, ...args])
  const child = spawn(join(runtime, 'bin/python3.11'), ['-I', '-c', TERMINAL, command, typed], {
    cwd: here.folder,
    env,
  })
  let stdout = ''
  child.stdout.on('data', (text) => (stdout += text))
  await new Promise((settle) => child.on('close', settle))
  return JSON.parse(stdout) as { readonly code: number; readonly said: string }
}

describe('at a terminal', () => {
  test.each([
    ['y\n', 0, true],
    ['yes\n', 0, true],
    ['n\n', 2, false],
    ['\n', 2, false],
    ['\u0004', 2, false],
    ['\u0003', 130, false],
  ])('%j answers the question', async (typed, exit, executed) => {
    const here = place()
    const file = write(here, 'mine.py', code(1, 'try:\n    import helper\nexcept ImportError:\n    pass\n'))
    write(here, 'helper.py', '')
    const { code: ended, said } = await typing(here, ['--run', 'mine.py'], typed)
    expect(said).toContain('It imports, from beside it: helper.py.')
    expect({ ended, ran: ran(file) }).toEqual({ ended: exit, ran: executed })
    if (!executed) return
    expect((await typing(here, ['--run', 'mine.py'], '')).said).not.toContain('[y/N]')
  })
})
