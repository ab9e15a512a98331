import { expect, test } from 'vitest'
import type { ErrorReport } from '../../../../../app/contract/error'
import { Breaker } from '../../../../../app/core/engine/isolated/breaker'

const report: ErrorReport = { kind: 'runtime', message: 'It died.', hint: 'Do something.' }

function breaker() {
  let now = 0
  const made = new Breaker(() => now)
  return { made, die: () => made.died(report), pass: (minutes: number) => (now += minutes * 60_000) }
}

test('three deaths within five minutes are too many, and time alone does not mend it', () => {
  const { made, die, pass } = breaker()
  die()
  pass(2)
  die()
  pass(2)
  expect(() => made.check()).not.toThrow()
  die()
  expect(() => made.check()).toThrow(/^Three processes for jobs have died .* It died\.$/)
  pass(60)
  expect(() => made.check()).toThrow()
  made.reset()
  expect(() => made.check()).not.toThrow()
})

test('three deaths further apart are not', () => {
  const { made, die, pass } = breaker()
  for (let death = 0; death < 9; death += 1) {
    die()
    pass(2.6)
  }
  expect(() => made.check()).not.toThrow()
})
