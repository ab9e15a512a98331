// @ts-check
import { expect, test } from 'vitest'
import { failureReport, StepError } from '../../../setup/failure.mjs'

const lines = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`).join('\n')

test('a failure names the step, the reason, the last lines, the log and what to do', () => {
  const error = new StepError('pip cannot reach its index.', 'Check the network.')
  const report = failureReport({
    title: 'Python runtime',
    seconds: 12.34,
    error,
    log: '/x/runtime.log',
    logText: lines,
  })
  expect(report).toMatch(
    /^Python runtime: failed after 12\.3 s\.\n {2}Reason: pip cannot reach its index\.\n/,
  )
  expect(report).toContain('  | line 26\n')
  expect(report).not.toContain('line 25\n')
  expect(report).toContain('  Full log: /x/runtime.log\n')
  expect(report).toMatch(/ {2}Next: Check the network\.$/)
})

test('an unexpected fault says where it happened and asks for a report', () => {
  const report = failureReport({
    title: 'App',
    seconds: 0,
    error: new TypeError('x is not y'),
    log: 'l',
    logText: '',
  })
  expect(report).toContain('TypeError: x is not y')
  expect(report).toContain('failure.test.mjs')
  expect(report).toMatch(/Next: .*report it/)
  expect(report).not.toContain('|')
})
