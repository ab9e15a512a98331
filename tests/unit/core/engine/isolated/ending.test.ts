import { expect, test } from 'vitest'
import { crashReport, howItEnded } from '../../../../../app/core/engine/isolated/ending'
import { fatalTraceback, lineIn } from '../../../../../app/core/engine/isolated/fatal'

test.each([
  [{ code: null, signal: 'SIGSEGV', why: null }, 'ended by SIGSEGV (it used memory that is not its own)'],
  [{ code: null, signal: 'SIGUSR2', why: null }, 'ended by SIGUSR2'],
  [{ code: 7, signal: null, why: null }, 'it ended with exit code 7 before the job returned'],
  [{ code: 0, signal: null, why: null }, 'it ended with exit code 0 before the job returned'],
  [{ code: 0xc0000005, signal: null, why: null }, 'ended by 0xC0000005 (it used memory that is not its own)'],
  [{ code: null, signal: null, why: 'spawn ENOENT' }, 'spawn ENOENT'],
] as const)('%j in words', (exit, words) => {
  expect(howItEnded(exit)).toBe(words)
})

const SAID = `something before
Fatal Python error: Segmentation fault

Thread 0x00007f407b19e6c0 (most recent call first):
  File "/gilder/worker/orders.py", line 17 in follow
  File "/env/lib/threading.py", line 982 in run

Thread 0x00007f407b19e6c1 (most recent call first):
  File "/home/me/job.py", line 3 in helper

Current thread 0x00007f407c08db80 (most recent call first):
  File "/env/lib/ctypes/__init__.py", line 519 in string_at
  File "/home/me/job.py", line 9 in inner
  File "/home/me/job.py", line 12 in seg
  File "/gilder/host.py", line 149 in _run
  File "<string>", line 1 in <module>

Extension modules: numpy._core._multiarray_umath, pandas (total: 2)
`

test('of a fatal error the thread that died and the frames of others than us are told', () => {
  expect(fatalTraceback(SAID, '/gilder')).toBe(`Fatal Python error: Segmentation fault

Thread 0x00007f407b19e6c1 (most recent call first):
  File "/home/me/job.py", line 3 in helper

Current thread 0x00007f407c08db80 (most recent call first):
  File "/env/lib/ctypes/__init__.py", line 519 in string_at
  File "/home/me/job.py", line 9 in inner
  File "/home/me/job.py", line 12 in seg`)
  expect(lineIn(fatalTraceback(SAID, '/gilder') ?? '', '/home/me/job.py')).toMatchObject({ number: 9 })
})

test('without a traceback the last words are told', () => {
  const exit = { code: 3, signal: null, why: null }
  const report = crashReport({ exit, lastWords: 'one\ntwo\n', file: '/home/me/job.py', own: '/gilder' })
  expect(report).toMatchObject({ kind: 'crash', type: 'exit code 3', traceback: 'one\ntwo' })
  expect(report).not.toHaveProperty('line')
})

test.each([
  [
    SAID,
    'ended by SIGSEGV (it used memory that is not its own), at line 9 of job.py',
    'SIGSEGV',
    /Run it again/,
  ],
  ['Fatal Python error: Aborted\n', 'ended by SIGABRT (it gave up by abort())', 'SIGABRT', /Run it again/],
  ['Fatal Python error: _PyMem_DebugFree\n', 'nobody knows', undefined, /run it again/],
  ['', 'nobody knows', undefined, /run it again/],
])(
  'of an end that nobody has seen what it said itself is told, else nothing',
  (lastWords, how, type, hint) => {
    const exit = { code: null, signal: null, why: 'nobody knows' }
    const report = crashReport({ exit, lastWords, file: '/home/me/job.py', own: '/gilder' })
    expect(report.message).toBe(`The job's process crashed: ${how}.`)
    expect(report.type).toBe(type)
    expect(report.hint).toMatch(hint)
  },
)
