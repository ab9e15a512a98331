import { readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { HEADER_BYTES, readBinary } from '../../../../app/core/runtime/machine'
import { elf, mach, pe, universal } from './binaries'

describe('machine', () => {
  test.each([
    ['ELF x64', elf(62), 'x64'],
    ['ELF arm64', elf(183), 'arm64'],
    ['ELF 32-bit arm', elf(40, { wide: false }), 'arm'],
    ['ELF big-endian s390x', elf(22, { little: false }), 's390x'],
    ['ELF of a machine without a name here', elf(9999), 'machine 9999'],
    ['PE x64', pe(0x8664), 'x64'],
    ['PE arm64', pe(0xaa64), 'arm64'],
    ['PE 32-bit', pe(0x14c), 'ia32'],
    ['Mach-O arm64', mach(0x0100000c), 'arm64'],
    ['Mach-O x64', mach(0x01000007), 'x64'],
  ])('%s', (_name, bytes, expected) => {
    expect(readBinary(bytes)?.machines).toEqual([expected])
  })

  test('a universal Mach-O has several', () => {
    expect(readBinary(universal([0x01000007, 0x0100000c]))?.machines).toEqual(['x64', 'arm64'])
  })

  test('the running Node', () => {
    const whole = readFileSync(process.execPath)
    const binary = readBinary(whole.subarray(0, HEADER_BYTES))
    expect(binary?.machines).toEqual([process.arch])
    expect(binary?.minimumBytes).toBeGreaterThan(HEADER_BYTES)
    expect(binary?.minimumBytes).toBeLessThanOrEqual(statSync(process.execPath).size)
  })
})

describe('length', () => {
  test.each([
    ['ELF: the section table is the end', elf(62, { sections: 5000 }), 5000],
    ['PE: the last section is the end', pe(0x8664, 9000), 9000],
    ['universal Mach-O: the last slice is the end', universal([7, 12]), 9192],
  ])('%s', (_name, bytes, expected) => {
    expect(readBinary(bytes)?.minimumBytes).toBe(expected)
  })
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('#!/bin/sh\nexec python3 "$@"\n'.padEnd(200, ' '))],
  ['a Java class', Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 61, ...Buffer.alloc(100)])],
  ['an ELF of ten bytes', elf(62).subarray(0, 10)],
  ['a PE whose header is elsewhere', pe(0x8664).subarray(0, 100)],
  ['a DOS program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)])],
  ['a PE whose section table is cut off', pe(0x8664).subarray(0, 128 + 24 + 240 + 10)],
])('%s is no binary', (_name, bytes) => {
  expect(readBinary(bytes)).toBeNull()
})
