import { describe, expect, test } from 'vitest'
import { ProcessRef } from '../../../../app/contract/run'
import { isAlive, isOwn, thisProcess } from '../../../../app/core/store/owner'

const own = thisProcess()

test('this process is itself, and alive', () => {
  expect([isOwn(own), isAlive(own)]).toEqual([true, true])
  expect(ProcessRef.parse(JSON.parse(JSON.stringify(own)))).toEqual(own)
})

test('a record from before machines were noted down reads as one of here', () => {
  const { pid, started } = own
  expect([isOwn({ pid, started }), isAlive({ pid, started })]).toEqual([true, true])
  expect(isAlive({ pid, started: started - 1 })).toBe(false)
})

describe.runIf(own.boot !== undefined)('a shared folder', () => {
  const [boot, host] = ['another start', 'another machine']
  test('what ran before this machine started again is gone, though its numbers fit', () => {
    expect(isAlive({ ...own, boot })).toBe(false)
    expect(isOwn({ ...own, boot })).toBe(false)
  })

  test('what another machine runs is left alone, though no such process is here', () => {
    expect(isAlive({ pid: 2 ** 22 + 1, started: 1, boot, host })).toBe(true)
    expect(isAlive({ pid: 2 ** 22 + 1, started: 1, host })).toBe(true)
  })

  test('a machine that got another number meanwhile is still this one', () => {
    expect(isAlive({ ...own, host })).toBe(true)
    expect(isAlive({ ...own, pid: 2 ** 22 + 1, host })).toBe(false)
  })
})
