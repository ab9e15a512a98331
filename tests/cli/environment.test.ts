/** Pythons that are no runtime of ours, named in GILDER_RUNTIME: real virtual environments, made by Python itself. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lines, type Place, place, runtime, samples } from './gilder'

const where = `
import sys


def where() -> dict[str, object]:
    found = {"prefix": sys.prefix, "base": sys.base_prefix, "executable": sys.executable}
    # Single values alone would be one table; beside what lies this deep each is a result.
    return found | {"deep": {"a": {"b": 1}}}
`

function environment(here: Place, ...options: readonly string[]): string {
  const folder = here.path('my environment')
  const args = ['-I', '-m', 'venv', '--without-pip', ...options, folder]
  const made = spawnSync(join(runtime, 'bin/python3.11'), args, { encoding: 'utf8' })
  expect(made).toMatchObject({ status: 0, stderr: '' })
  return folder
}

describe.skipIf(process.platform === 'win32')('a virtual environment', () => {
  test('with the packages that are needed runs jobs, and is what they see', async () => {
    const here = place()
    const folder = environment(here, '--system-site-packages')
    const env = { GILDER_RUNTIME: folder }
    expect(await here.gilder(['--list'], { env })).toMatchObject({ code: 0, stderr: '' })
    const shipped = await here.gilder(['--run', 'describe', '--input', samples.penguins], { env })
    expect(shipped.code, shipped.stderr).toBe(0)

    const file = here.path('where.py')
    writeFileSync(file, where)
    const ran = await here.gilder(['--run', file, '--json'], { env })
    expect(ran.code, ran.stderr).toBe(0)
    const preview = (text: string): object => ({ preview: { kind: 'text', text } })
    expect(lines(ran.stdout).at(-1)).toMatchObject({
      results: [preview(folder), preview(runtime), preview(join(folder, 'bin/python')), {}],
    })

    const version = await here.gilder(['--version', '--json'], { env })
    expect(lines(version.stdout)).toMatchObject([{ runtime: { state: 'ok', folder } }])
  })

  test('without them says which one is missing, and what to do', async () => {
    const here = place()
    const env = { GILDER_RUNTIME: environment(here) }
    const { code, stderr } = await here.gilder(['--list'], { env })
    expect(code).toBe(3)
    expect(stderr).toMatch(/does not start: No module named '\w+'\./)
    expect(stderr).toContain('Install the packages of environment.yml there, or unset GILDER_RUNTIME.')
    const version = await here.gilder(['--version'], { env })
    expect(version.stdout).toMatch(/^Gilder [\d.]+\nPython 3\.11\.\d+ in .*my environment\n$/)
  })
})
