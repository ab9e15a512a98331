/** Faults of a job's file: told with the place, and gone once the file is put right. */
import { expect, test } from 'vitest'
import { GilderError } from '../../app/contract/error'
import { beside } from './beside'
import { type Here, here } from './core'

async function refused(place: Here, file: string): Promise<unknown> {
  const error = await place.find(file, null).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof GilderError)) throw new Error('It was not refused.')
  return error.report
}

test('case 14: a syntax error is told with line and column until the file is put right', async () => {
  const place = here()
  const head = 'def mean(x: int) -> int:\n'
  const file = place.write('mean.py', `${head}    return x +* 2\n`)
  await beside(place, async () => {
    for (const _again of [1, 2]) {
      expect(await refused(place, file)).toMatchObject({
        kind: 'job',
        type: 'SyntaxError',
        message: 'Line 2, column 15 of mean.py is not valid Python: invalid syntax',
        line: { file, number: 2, column: 15, text: 'return x +* 2', mark: [10, 11] },
      })
    }
  })
  expect(place.core.jobs.runs()).toHaveLength(2)

  place.write('mean.py', `${head}    return x * 2\n`)
  const run = await place.run(file, null, { x: 21 })
  expect(run.state).toBe('done')
  expect(place.result(run, 'result')).toMatchObject({ value: 42 })

  place.write('mean.py', 'x = 1\n if x:\n')
  expect(await refused(place, file)).toMatchObject({ line: { number: 2, text: 'if x:' } })
})

test('case 14: a file that breaks between its description and its start does not run', async () => {
  const place = here()
  const file = place.write('data/jobs/late.py', 'def late() -> int:\n    return 1\n')
  const spec = await place.find(file, null)
  place.write('data/jobs/late.py', 'def late() -> int:\n    return (\n')
  const reply = await place.core.jobs.submit(spec, {})
  expect(reply.state).toBe('refused')
  expect(JSON.stringify(reply)).toContain(
    "Line 2, column 12 of late.py is not valid Python: '(' was never closed",
  )
  expect(place.core.jobs.runs()).toEqual([])
})
