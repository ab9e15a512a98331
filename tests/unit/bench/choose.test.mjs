// @ts-check
import { expect, test } from 'vitest'
import { choose } from '../../bench/choose.mjs'

const rows = ['no-op', 'quit']

test('no words are every benchmark', () => {
  expect(choose([], undefined, rows)).toEqual({
    window: true,
    command: true,
    overhead: true,
    history: true,
    isolated: true,
    queue: true,
    sweep: true,
    embedding: [],
    rounds: undefined,
  })
})

test('a word is one benchmark, or one row of it', () => {
  expect(choose(['window'], '3', rows)).toEqual({
    window: true,
    command: false,
    overhead: false,
    history: false,
    isolated: false,
    queue: false,
    sweep: false,
    embedding: null,
    rounds: 3,
  })
  expect(choose(['embedding/quit'], undefined, rows)).toMatchObject({ window: false, embedding: ['quit'] })
  expect(choose(['embedding', 'embedding/quit'], undefined, rows)).toMatchObject({ embedding: [] })
})

test('what is not there is said, with what is', () => {
  expect(choose(['embedding/speed'], undefined, rows)).toContain('embedding/no-op')
  expect(choose([], '0', rows)).toContain('--rounds 0')
})
