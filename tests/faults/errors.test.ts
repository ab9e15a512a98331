/** Whatever an exception is made of, the run fails with a report that can be stored, sent and shown. */
import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { ErrorReport } from '../../app/contract/error'
import { beside } from './beside'
import { here, job } from './core'

const file = job('exceptions.py')

test.each<[string, string, string | RegExp]>([
  ['cyclic', 'ValueError', 'first'],
  ['long', 'ValueError', /^x{1999}…$/],
  ['long_lines', 'RuntimeError', /^漢\n/],
  ['mute', 'MuteError', '(MuteError, which has no text form)'],
  ['exits', 'ExitsError', '(ExitsError, which has no text form)'],
  ['surrogates', 'ValueError', 'half \\ud83d of a smile \\udc00, and nul \0'],
  ['deep', 'RecursionError', /^maximum recursion depth exceeded/],
  ['many_causes', 'ValueError', '4999'],
  ['group', 'ExceptionGroup', /^x{1999}…$|^x+ \(2 sub-exceptions\)$/],
])('case 17: %s is a failed run with a report of its own', async (name, type, message) => {
  const place = here()
  const run = await beside(place, () => place.run(file, name))
  expect(run).toMatchObject({ state: 'failed', error: { kind: 'job', type }, results: [] })
  const { error } = place.record(run.id) as { error: unknown }
  const report = ErrorReport.parse(error)
  expect(report.message).toMatch(message instanceof RegExp ? message : new RegExp(`^${literal(message)}$`))
  const traceback = report.traceback ?? ''
  expect(traceback).not.toBe('')
  expect(Buffer.byteLength(traceback)).toBeLessThanOrEqual(64 * 1024)
  // Valid UTF-8, of which nothing was lost on the way.
  for (const said of [traceback, report.message]) expect(Buffer.from(said).toString()).toBe(said)
  expect(report.line?.file).toBe(file)
})

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
