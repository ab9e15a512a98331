/** The Tab key in real shells, on a terminal. */
import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { job, type Place, place, runtime } from './gilder'
import { install, shell } from './installed'

const onPath = (name: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))

interface Shell {
  readonly command: readonly string[]
  /** Typed first. */
  readonly setup: string
}
const shells: Readonly<Record<'bash' | 'zsh', Shell>> = {
  bash: {
    command: ['bash', '--norc', '--noprofile', '-i'],
    setup: `bind 'set enable-bracketed-paste off'; eval "$(gilder --completion bash)"`,
  },
  zsh: {
    command: ['zsh', '-f', '-i'],
    setup:
      'unsetopt zle_bracketed_paste auto_remove_slash; bindkey -e; autoload -Uz compinit; compinit -u; source <(gilder --completion zsh)',
  },
}

async function press(
  here: Place,
  app: string,
  { command, setup }: Shell,
  lines: readonly string[],
): Promise<unknown> {
  const { PATH = '' } = process.env
  const env = {
    PATH: `${app}:${PATH}`,
    HOME: here.folder,
    LANG: 'C.UTF-8',
    TERM: 'dumb',
    GILDER_DATA: here.data,
    GILDER_TRUST: '1',
  }
  const asked = [JSON.stringify(command), setup, JSON.stringify(lines)]
  const child = spawn(
    join(runtime, 'bin/python3.11'),
    ['-I', join(import.meta.dirname, 'tab.py'), ...asked],
    {
      cwd: here.folder,
      env,
    },
  )
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (text) => (stdout += text))
  child.stderr.on('data', (text) => (stderr += text))
  const code = await new Promise((settle) => child.on('close', settle))
  if (code !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

const typed: readonly (readonly [string, readonly string[]])[] = [
  ['gilder --des', ['--describe']],
  ['gilder --run km', ['--run', 'kmeans']],
  ['gilder --run kmeans --param stand', ['--run', 'kmeans', '--param', 'standardise=']],
  ['gilder --run kmeans --param standardise=f', ['--run', 'kmeans', '--param', 'standardise=false']],
  ['gilder --run kmeans --param=standardise=t', ['--run', 'kmeans', '--param=standardise=true']],
  ['gilder --run kmeans --input tab', ['--run', 'kmeans', '--input', 'table=']],
  ['gilder --run kmeans --input table=mea', ['--run', 'kmeans', '--input', 'table=measured/']],
  ['gilder --run kmeans --input table=measured/o', ['--run', 'kmeans', '--input', 'table=measured/one.csv']],
  ['gilder --run own', ['--run', 'own.py']],
  ['gilder --run kinds.py --param col', ['--run', 'kinds.py', '--param', 'colour=']],
  ['gilder --run kinds.py --param colour=g', ['--run', 'kinds.py', '--param', 'colour=green']],
  ['gilder --run describe --out mea', ['--run', 'describe', '--out', 'measured/']],
  ['gilder --params sett', ['--params', 'settings file.yaml']],
  ['gilder --completion p', ['--completion', 'powershell']],
]

describe.each(['bash', 'zsh'] as const)('%s', (name) => {
  test.skipIf(!onPath(name))('completes what can be completed', async () => {
    const here = place()
    mkdirSync(here.path('measured'))
    for (const file of ['measured/one.csv', 'measured/other.log', 'settings file.yaml', 'own.py', 'own.txt'])
      writeFileSync(here.path(file), '')
    // Described once each, so that their parameters are known without Python.
    copyFileSync(job('kinds.py'), here.path('kinds.py'))
    const app = install(here)
    for (const described of ['kmeans', 'kinds.py'])
      expect((await shell(here, `"$0" --describe ${described}`, join(app, 'gilder')).ended).code).toBe(0)
    const found = await press(
      here,
      app,
      shells[name],
      typed.map(([line]) => line),
    )
    expect(found).toEqual(typed.map(([, words]) => ['gilder', ...words]))
  })
})

test('a press of the key starts no Python', async () => {
  const here = place()
  const nowhere = { GILDER_RUNTIME: here.path('nowhere') }
  const { code, stdout, stderr } = await here.gilder(['--complete', '.k', '--run'], { env: nowhere })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toBe('files\n\n.py,.ipynb\nkmeans\t\n')
  expect(existsSync(here.data)).toBe(false)
})

test("one's own jobs are completed by their short names", async () => {
  const here = place()
  mkdirSync(join(here.data, 'jobs'), { recursive: true })
  writeFileSync(join(here.data, 'jobs/rate.py'), '')
  const { code, stdout } = await here.gilder(['--complete', '.ra', '--run'])
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `files\n\n.py,.ipynb\nrate\t${join(here.data, 'jobs/rate.py')}\n`,
  })
})

test.skipIf(!onPath('pwsh'))('PowerShell reads its script without an error', async () => {
  const here = place()
  const { stdout } = await here.gilder(['--completion', 'powershell'])
  writeFileSync(here.path('gilder.ps1'), stdout)
  const check = `$faults = $null
[void][System.Management.Automation.Language.Parser]::ParseFile('gilder.ps1', [ref]$null, [ref]$faults)
exit $faults.Count`
  const child = spawn('pwsh', ['-NoProfile', '-Command', check], { cwd: here.folder })
  expect(await new Promise((settle) => child.on('close', settle))).toBe(0)
})

test('an unknown shell is refused with those there are', async () => {
  const { code, stderr } = await place().gilder(['--completion', 'fish'])
  expect(code).toBe(2)
  expect(stderr).toContain('bash, zsh, powershell')
})
