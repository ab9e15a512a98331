// @ts-check
/** The real build with a conda that fails: what is there must stay, and nothing half-made may remain. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inRoot } from '../../../setup/paths.mjs'

let folder = ''
let target = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gilder-build-'))
  target = join(folder, 'env')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/**
 * @param {string} body what the false micromamba does; `$4` is the prefix it is asked to make
 */
function build(body) {
  const tool = join(folder, 'micromamba')
  writeFileSync(tool, `#!/bin/sh\n${body}\n`, { mode: 0o755 })
  return spawn(process.execPath, [inRoot('python-runtime', 'build', 'main.mjs'), target], {
    env: { ...process.env, MAMBA_EXE: tool },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** @param {import('node:child_process').ChildProcess} child */
async function ended(child) {
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      text += chunk
    })
  const [code] = await once(child, 'close')
  return { code, text }
}

const half = 'mkdir -p "$4/bin"; echo half > "$4/bin/python3.11"'

test('a tool that fails half-way leaves the old runtime and nothing else', async () => {
  mkdirSync(target)
  writeFileSync(join(target, 'runtime.json'), 'old')
  const { code, text } = await ended(build(`${half}; echo "the channel is away" >&2; exit 3`))
  expect(code).toBe(1)
  expect(text).toContain('the channel is away')
  expect(text).toMatch(/^Error: micromamba could not make the environment \(exit code 3\)\.$/m)
  expect(text).toMatch(/^Next: /m)
  expect(readdirSync(folder).sort()).toEqual(['env', 'micromamba'])
  expect(readFileSync(join(target, 'runtime.json'), 'utf8')).toBe('old')
})

test('a runtime that does not work does not take the place of one', async () => {
  const layout =
    'mkdir -p "$4/lib/python3.11/site-packages" "$4/bin"; printf "#!/bin/sh\\nexit 1\\n" > "$4/bin/python3.11"; chmod +x "$4/bin/python3.11"'
  const { code, text } = await ended(build(layout))
  expect(code).toBe(1)
  expect(text).toMatch(/^Error: /m)
  expect(existsSync(target)).toBe(false)
  expect(readdirSync(folder)).toEqual(['micromamba'])
})

test('a build that is stopped ends what it has started and removes what it has made', async () => {
  const child = build(`${half}; echo $$ > ${join(folder, 'pid')}; echo ready; exec sleep 60`)
  const end = ended(child)
  await expect.poll(() => existsSync(join(folder, 'pid')), { timeout: 10_000 }).toBe(true)
  child.kill('SIGTERM')
  expect((await end).code).toBe(130)
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  expect(readdirSync(folder).sort()).toEqual(['micromamba', 'pid'])
})

test('what a killed build has left behind is removed by the next one', async () => {
  mkdirSync(`${target}.tmp-1`)
  mkdirSync(`${target}.new-2`)
  mkdirSync(`${target}.other`)
  await ended(build('exit 1'))
  expect(readdirSync(folder).sort()).toEqual(['env.other', 'micromamba'])
})
