import { describe, expect, test } from 'vitest'
import { parseFlags } from '../../../app/cli/arguments/flags'

const shared = { json: false, quiet: false, verbose: false, data: null }
const bare = {
  param: [],
  params: null,
  input: [],
  out: null,
  force: false,
  timeout: null,
  cluster: null,
  parallel: null,
  dryRun: false,
  placement: null,
  sweep: null,
}

describe('what is wanted', () => {
  test.each([
    ['--list', { do: 'list', shared }],
    ['--version --json', { do: 'version', shared: { ...shared, json: true } }],
    ['--describe kmeans --data d', { do: 'describe', job: 'kmeans', shared: { ...shared, data: 'd' } }],
    ['--run k --isolated', { do: 'run', run: { ...bare, job: 'k', placement: 'isolated' }, shared }],
    ['--run k --in-app', { do: 'run', run: { ...bare, job: 'k', placement: 'app' }, shared }],
    ['--run kmeans', { do: 'run', run: { ...bare, job: 'kmeans' }, shared }],
    [
      '--run=a.py:f --param k=3 --param x=-1 --param=y==z --input t=a.csv --out o --force --timeout 1.5 --quiet',
      {
        do: 'run',
        run: {
          job: 'a.py:f',
          param: ['k=3', 'x=-1', 'y==z'],
          params: null,
          input: ['t=a.csv'],
          out: 'o',
          force: true,
          timeout: 1.5,
          dryRun: false,
          placement: null,
          sweep: null,
          cluster: null,
          parallel: null,
        },
        shared: { ...shared, quiet: true },
      },
    ],
    [
      '--run k --params - --verbose',
      { do: 'run', run: { ...bare, job: 'k', params: '-' }, shared: { ...shared, verbose: true } },
    ],
    ['--run k --dry-run', { do: 'run', run: { ...bare, job: 'k', dryRun: true }, shared }],
    ['--run k --cluster', { do: 'run', run: { ...bare, job: 'k', cluster: { type: 'saved' } }, shared }],
    [
      '--resume last --cluster h:1 --parallel 3',
      {
        do: 'resume',
        sweep: 'last',
        run: { ...bare, job: 'last', parallel: 3, cluster: { type: 'scheduler', address: 'tcp://h:1' } },
        shared,
      },
    ],
    [
      '--batch - --cluster local:2',
      {
        do: 'batch',
        batch: {
          file: '-',
          force: false,
          timeout: null,
          parallel: null,
          placement: null,
          cluster: { type: 'local', workers: 2 },
        },
        shared,
      },
    ],
    ['--save-cluster h:1', { do: 'saveCluster', address: 'h:1', shared }],
    ['--save-cluster none', { do: 'saveCluster', address: null, shared }],
    ['--doctor --json', { do: 'doctor', shared: { ...shared, json: true } }],
    ['--repair', { do: 'repair', from: null, shared }],
    ['--repair /copy', { do: 'repair', from: '/copy', shared }],
  ])('%s', (line, expected) => {
    expect(parseFlags(line.split(' '))).toEqual(expected)
  })

  test('--help names every flag and gives examples', () => {
    const wanted = parseFlags(['--help'])
    const text = wanted.do === 'help' ? wanted.text : ''
    const flags = [
      'list',
      'describe',
      'run',
      'param',
      'params',
      'input',
      'out',
      'force',
      'timeout',
      'json',
      'quiet',
    ]
    for (const flag of [...flags, 'verbose', 'data', 'version', 'help']) expect(text).toContain(`--${flag}`)
    expect(text).toContain('gilder --run kmeans')
    expect(Math.max(...text.split('\n').map((row) => row.length))).toBeLessThanOrEqual(100)
  })
})

describe('what is wrong is said, with what to do', () => {
  test.each([
    ['', 'There is nothing to do.', '--help'],
    ['--lst', "Unknown option '--lst'.", 'Did you mean --list?'],
    ['--run x --imput a', "Unknown option '--imput'.", 'Did you mean --input?'],
    ['run describe', '"run" is not a flag.', 'Did you mean --run?'],
    ['--list stray', '"stray" is not a flag.', 'gilder --help'],
    ['--run', "Option '--run <job>' argument missing.", 'gilder --help'],
    ['--list --run x', 'cannot be used with', 'gilder --help'],
    ['--param k=1', '--param needs --run.', '--run describe'],
    ['--list --dry-run', '--dry-run needs --run.', '--run describe'],
    ['--list --out o', '--out needs --run.', '--run describe'],
    ['--run x --isolated --in-app', '--in-app', 'gilder --help'],
    ['--describe x --isolated', '--isolated needs --run', 'Say which job'],
    ['--cluster', '--cluster needs --run.', '--run describe'],
    ['--save-cluster nowhere', '"nowhere" is not the address', 'tcp://host:8786'],
    ['--batch - --cluster --in-app', 'cannot be used with', 'gilder --help'],
    ['--run x --timeout soon', 'number of seconds', 'gilder --help'],
    ['--run x --timeout 0', 'number of seconds', 'gilder --help'],
    ['--run x --timeout -1', 'number of seconds', 'gilder --help'],
    ['--run x --timeout 9e9', 'number of seconds', 'gilder --help'],
  ])('%s', (line, message, hint) => {
    const argv = line.split(' ').filter((word) => word !== '')
    let report: unknown
    try {
      parseFlags(argv)
    } catch (error) {
      report = error
    }
    expect(report).toMatchObject({
      report: {
        kind: 'usage',
        message: expect.stringContaining(message),
        hint: expect.stringContaining(hint),
      },
    })
  })
})
