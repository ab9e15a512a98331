import { expect, it } from 'vitest'
import { ErrorKind } from '../../../app/contract/error'
import { nextSteps } from '../../../app/renderer/run/next-steps'
import { run } from './records'

const failed = run('r1', 'failed')

it('every kind of error has a step', () => {
  for (const kind of ErrorKind.options) expect(nextSteps(failed, kind).length).toBeGreaterThan(0)
})

it('wrong values are edited, a crash is run again, and a checkpoint comes first', () => {
  expect(nextSteps(failed, 'parameters')).toEqual(['edit'])
  expect(nextSteps(failed, 'crash')[0]).toBe('rerun')
  const kept = run('r2', 'failed', { checkpoint: '2026-11-24T18:30:00.000Z' })
  expect(nextSteps(kept, 'memory')).toEqual(['continue', 'edit', 'rerun'])
})
