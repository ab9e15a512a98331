import { expect, it } from 'vitest'
import { diagnostics, redacted } from '../../../app/renderer/run/diagnostics'
import { line, run } from './records'

it('names of people are taken out of paths, on every system', () => {
  expect(redacted('/home/zoe/data/iris.csv')).toBe('~/data/iris.csv')
  expect(redacted('/Users/Zoë Ünal/x')).toBe('~/x')
  expect(redacted('C:\\Users\\Zoë Ünal\\x.csv')).toBe('~\\x.csv')
  expect(redacted('{"table":"C:\\\\Users\\\\zoe\\\\x.csv"}')).toBe('{"table":"~\\\\x.csv"}')
  expect(redacted('c:/Users/zoe/x.csv')).toBe('~/x.csv')
  expect(redacted('/opt/homebrew/x')).toBe('/opt/homebrew/x')
})

it('say what ran, what happened, where, and what was last written', () => {
  const failed = run('r1', 'failed', {
    params: { table: '/home/zoe/a.csv' },
    error: {
      kind: 'job',
      message: 'It broke.',
      cause: { id: 'division-by-zero', certainty: 'certain', text: 'It is 0.' },
      hint: 'Mend it.',
      type: 'ValueError',
      line: { file: '/home/zoe/job.py', number: 3, text: '  x = 1 / 0' },
      traceback: 'Traceback …',
    },
  })
  const text = diagnostics(
    failed,
    Array.from({ length: 60 }, (_, at) => line(at)),
    { version: '0.1.0', platform: 'linux' },
  )
  expect(text).toBe(
    [
      'Gilder 0.1.0 on linux, run by Gilder 0.1.0, Python 3.11.7',
      'Run r1: kmeans, failed',
      'Parameters: {"table":"~/a.csv"}',
      '',
      'job, ValueError: It broke.',
      'division-by-zero (certain): It is 0.',
      'Mend it.',
      '~/job.py:3: x = 1 / 0',
      '',
      'Traceback …',
      '',
      'Last lines of the log:',
      ...Array.from(
        { length: 40 },
        (_, at) => `${(20 + at).toFixed(2).padStart(8)}  info     line ${20 + at}`,
      ),
    ].join('\n'),
  )
})
