// @ts-check
import { describe, expect, test } from 'vitest'
import { readJunit } from '../../run/read-junit.mjs'
import { readPlaywright } from '../../run/read-playwright.mjs'
import { readTap } from '../../run/read-tap.mjs'
import { readVitest } from '../../run/read-vitest.mjs'
import { broken, held, inWords, sum } from '../../run/result.mjs'

describe('a suite is never green', () => {
  const green = { passed: 3, skipped: 0, failures: [] }
  test('when its runner ends with a bad code', () => {
    expect(held(green, { code: 1, output: 'boom' }).failures).toEqual([
      { name: 'the runner ended with code 1', text: 'boom' },
    ])
    expect(held(green, { code: 0, output: '' })).toEqual(green)
  })
  test('when no test ran', () => {
    expect(held({ passed: 0, skipped: 2, failures: [] }, { code: 0, output: '' }).failures).toHaveLength(1)
  })
  test('when it could not start', () => expect(broken('x', 'y').failures).toHaveLength(1))
})

test('the closing line names skipped tests only when there are some', () => {
  const one = { passed: 2, skipped: 0, failures: [] }
  expect(inWords(one)).toBe('2 passed, 0 failed')
  expect(inWords(sum([one, { passed: 1, skipped: 1, failures: [{ name: 'a', text: '' }] }]))).toBe(
    '3 passed, 1 failed, 1 skipped',
  )
})

test('vitest: tests, and files that could not be run', () => {
  const report = {
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'a', status: 'passed' },
          { fullName: 'b', status: 'failed', failureMessages: ['expected 1'] },
          { fullName: 'c', status: 'skipped' },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'cannot import', assertionResults: [] },
    ],
  }
  expect(readVitest(report)).toEqual({
    passed: 1,
    skipped: 1,
    failures: [
      { name: 'b', text: 'expected 1' },
      { name: 'b.test.ts', text: 'cannot import' },
    ],
  })
})

test('playwright: a flaky test has failed, an error outside of tests too', () => {
  const results = [{ errors: [{ message: '\x1b[31mred\x1b[39m' }] }]
  const report = {
    suites: [
      {
        title: 'a.spec.ts',
        specs: [
          { title: 'good', tests: [{ status: 'expected', results: [] }] },
          { title: 'shaky', tests: [{ status: 'flaky', results }] },
        ],
        suites: [{ title: 'inner', specs: [{ title: 'bad', tests: [{ status: 'unexpected', results }] }] }],
      },
    ],
    errors: [{ message: 'no browser' }],
  }
  expect(readPlaywright(report)).toEqual({
    passed: 1,
    skipped: 0,
    failures: [
      { name: 'a.spec.ts › shaky', text: 'red' },
      { name: 'a.spec.ts › inner › bad', text: 'red' },
      { name: 'playwright', text: 'no browser' },
    ],
  })
})

test('pytest: failures, errors and skipped tests', () => {
  const xml = `<testsuites><testsuite tests="4"><testcase classname="m" name="good" time="0.1" />
<testcase classname="m" name="bad[a&lt;b]" time="0.1"><failure message="assert 1 == 2">def f():
&gt; assert 1 == 2&#10;</failure></testcase><testcase classname="m" name="broken"><error message="no fixture"/></testcase>
<testcase classname="m" name="later"><skipped type="x" message="y">z</skipped></testcase></testsuite></testsuites>`
  expect(readJunit(xml)).toEqual({
    passed: 1,
    skipped: 1,
    failures: [
      { name: 'm › bad[a<b]', text: 'def f():\n> assert 1 == 2\n' },
      { name: 'm › broken', text: 'no fixture' },
    ],
  })
})

describe('node:test', () => {
  test('counts the innermost tests', () => {
    const tap = `TAP version 13
# Subtest: all
    # Subtest: group
        # Subtest: one
        ok 1 - one
          ---
          duration_ms: 1
          ...
        # Subtest: two
        not ok 2 - two
          ---
          failureType: 'testCodeFailure'
          error: 'wrong'
          ...
        ok 3 - three # SKIP
        1..3
    not ok 1 - group
      ---
      failureType: 'subtestsFailed'
      ...
    1..1
not ok 1 - all
  ---
  failureType: 'subtestsFailed'
  ...
ok 2 - alone
1..2
# tests 2
# pass 1
# fail 1`
    const { passed, skipped, failures } = readTap(tap)
    expect({ passed, skipped }).toEqual({ passed: 2, skipped: 1 })
    expect(failures).toEqual([{ name: 'two', text: expect.stringContaining("error: 'wrong'") }])
  })

  test('reads the counts of the form newer Nodes print', () => {
    expect(
      readTap('✔ a (1ms)\nℹ tests 3\nℹ pass 2\nℹ fail 1\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0'),
    ).toMatchObject({
      passed: 2,
      failures: [{ name: 'node:test' }],
    })
  })
})
