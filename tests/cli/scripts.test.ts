/** Files that know nothing of Gilder: scripts with their own arguments, notebooks, modules of a package. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { job, lines, place } from './gilder'

describe('a script', () => {
  test('is described by its own parser', async () => {
    const { code, stdout } = await place().gilder(['--describe', job('waves.py')])
    expect(code).toBe(0)
    expect(stdout).toContain('Draws waves.')
    expect(stdout).toContain('rates  list, comma separated, at least 1 value, required')
    expect(stdout).toContain('table  text, default waves.csv')
  })

  test('shows its figure, leaves its files, and has processes', async () => {
    const here = place()
    const args = ['--run', job('waves.py'), '--param', 'rates=1,2,3', '--out', 'out', '--json']
    const { code, stdout, stderr } = await here.gilder(args)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(readdirSync(here.path('out')).sort()).toEqual(['Waves.png', 'Waves.svg', 'waves.csv'])
    expect(readFileSync(here.path('out', 'waves.csv'), 'utf8').split('\n')).toHaveLength(4)
    const said = lines(stdout)
    expect(said.filter(({ type }) => type === 'log').map(({ text }) => text)).toEqual(['3 waves'])
    expect(said.some(({ type, fraction }) => type === 'progress' && Number(fraction) > 0)).toBe(true)
  })

  test('that ends itself as failed has failed, with its own words and with what it had shown', async () => {
    const here = place()
    const { code, stderr } = await here.gilder([
      '--run',
      job('waves.py'),
      '--param',
      'rates=1',
      '--param',
      'fail=yes',
    ])
    expect(code).toBe(1)
    expect(stderr).toContain('told to fail')
    expect(here.runs()[0]?.results.map(({ label }) => label)).toEqual(['Waves', 'waves.csv'])
  })

  test('is refused by its parser before anything is on record', async () => {
    const here = place()
    const { code, stderr } = await here.gilder(['--run', job('waves.py'), '--param', 'rates=a'])
    expect(code).toBe(2)
    expect(stderr).toContain('rates')
    expect(here.runs()).toEqual([])
  })

  test('does not run inside of Gilder, and says so', async () => {
    const { code, stderr } = await place().gilder([
      '--run',
      job('waves.py'),
      '--param',
      'rates=1',
      '--in-app',
    ])
    expect(code).not.toBe(0)
    expect(stderr).toContain('has the whole of its process for itself')
  })
})

describe('a notebook', () => {
  const notebook = job('growth.ipynb')

  test('runs with the parameters of its tagged cell', async () => {
    const here = place()
    const { code, stdout } = await here.gilder(['--run', notebook, '--param', 'years=5', '--json', '--quiet'])
    expect(code).toBe(0)
    const [run] = here.runs()
    expect(run?.job.title).toBe('Growth')
    expect(run?.params).toEqual({ start: 100, years: 5 })
    expect(run?.results.map(({ label, kind }) => [label, kind])).toEqual([
      ['Cell 3', 'table'],
      ['Figure 1', 'image'],
      ['Cell 5', 'value'],
    ])
    expect(lines(stdout).at(-1)).toMatchObject({ type: 'result' })
  })

  test('that fails names the cell and the line', async () => {
    const { code, stderr } = await place().gilder(['--run', notebook, '--param', 'years=1'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/division by zero[\s\S]*growth\.ipynb, cell 5.*1[\s\S]*share = 1 \/ \(years - 1\)/)
  })
})

test('a file of a package imports its neighbours, and so do its processes', async () => {
  const here = place()
  const file = job('sunspots/forecast.py')
  const { code, stderr } = await here.gilder(['--run', file, '--param', 'years=3', '--quiet'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const [run] = here.runs()
  expect(run?.code.map(({ path }) => path)).toEqual([
    'sunspots/forecast.py',
    'sunspots/model.py',
    'sunspots/__init__.py',
  ])
})
