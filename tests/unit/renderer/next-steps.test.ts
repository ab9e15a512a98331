import { expect, it } from 'vitest'
import { ErrorKind } from '../../../app/contract/error'
import { nextSteps } from '../../../app/renderer/run/next-steps'
import { run } from './records'

const failed = run('r1', 'failed')

it('every kind of error has a step, also when the job is gone from the list', () => {
  for (const kind of ErrorKind.options) {
    expect(nextSteps(failed, kind, true).length).toBeGreaterThan(0)
    expect(nextSteps(failed, kind, false)).not.toContain('edit')
  }
})

it('wrong values are edited, a crash is run again, and a checkpoint comes first', () => {
  expect(nextSteps(failed, 'parameters', true)).toEqual(['edit'])
  expect(nextSteps(failed, 'crash', true)[0]).toBe('rerun')
  const kept = run('r2', 'failed', { checkpoint: '2026-11-24T18:30:00.000Z' })
  expect(nextSteps(kept, 'memory', true)).toEqual(['continue', 'edit', 'rerun'])
})
