import { freemem, totalmem } from 'node:os'
import { expect, test } from 'vitest'
import { availableMemory } from '../../../../app/core/jobs/memory'

test('what the kernel says can be had', () => {
  const meminfo = 'MemTotal:       16000000 kB\nMemFree:  100 kB\nMemAvailable:    8000000 kB\n'
  expect(availableMemory(() => meminfo)).toBe(8_192_000_000)
})

test('elsewhere what is free, and here something that can be', () => {
  expect(availableMemory(() => '')).toBeLessThanOrEqual(Math.max(freemem() * 2, totalmem()))
  expect(availableMemory()).toBeGreaterThan(0)
  expect(availableMemory()).toBeLessThanOrEqual(totalmem())
})
