import { describe, expect, test } from 'vitest'
import { GilderError } from '../../../../app/contract/error'
import { isFinished, RunState } from '../../../../app/contract/run'
import { endings, runEvents, step, transitions } from '../../../../app/core/jobs/states'

const states = RunState.options
const next = (state: RunState, event: (typeof runEvents)[number]): RunState | null => {
  try {
    return step('x', state, event)
  } catch (error) {
    expect(error).toBeInstanceOf(GilderError)
    return null
  }
}

describe('the table of states', () => {
  test('what is over stays what it is', () => {
    for (const state of states.filter(isFinished)) {
      for (const event of runEvents) expect([state, null]).toContain(next(state, event))
    }
  })

  test('what runs never waits again, and only a waiting run starts', () => {
    for (const event of runEvents) expect(next('running', event)).not.toBe('queued')
    expect(states.filter((state) => next(state, 'start') !== null)).toEqual(['queued'])
  })

  test('every state is reached from the first one, and every end is an end', () => {
    const reached = new Set<RunState>(['queued'])
    for (const state of reached) {
      for (const event of runEvents) {
        const to = next(state, event)
        if (to !== null) reached.add(to)
      }
    }
    expect([...reached].sort()).toEqual([...states].sort())
  })

  test('every refusal is a sentence, and a thing to do', () => {
    for (const state of states) {
      for (const event of runEvents) {
        if (typeof transitions[state][event] === 'string') continue
        try {
          step('x', state, event)
          expect.unreachable()
        } catch (error) {
          const { report } = error as GilderError
          expect(report.message).toMatch(/^[A-Z].*\.$/)
          expect(report.hint).toMatch(/^[A-Z].*\.$/)
        }
      }
    }
  })

  test('every outcome of a running job leads to an end, however it was stopped', () => {
    for (const stops of Object.values(endings)) {
      for (const event of Object.values(stops)) {
        const to = next('running', event)
        expect(to !== null && isFinished(to)).toBe(true)
      }
    }
  })
})
