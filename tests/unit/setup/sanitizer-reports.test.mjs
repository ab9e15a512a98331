// @ts-check
import { expect, test } from 'vitest'
import { isOurs, judged } from '../../sanitize/reports.mjs'

const runtime =
  '    #0 0x1 in __interceptor_malloc ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:69'
const container =
  '    #1 0x2 in std::vector<int>::reserve(unsigned long) /usr/include/c++/12/bits/vector.tcc:79'
const ours = '    #2 0x3 in gilder::core::Host::call /home/me/gilder/native/src/core/host.cc:88'
const python = '    #1 0x4 in _PyObject_Malloc Objects/obmalloc.c:2003'
const leak = (/** @type {readonly string[]} */ ...frames) =>
  ['Direct leak of 8 byte(s) in 1 object(s) allocated from:', ...frames].join('\n')

test('a leak is ours when our code allocates it, by a container or itself', () => {
  expect(isOurs(leak(runtime, container, ours, python))).toBe(true)
  expect(isOurs(leak(runtime, '    #1 0x5  (/build/Release/gilder.node+0x77)'))).toBe(true)
  expect(isOurs(leak(runtime, python, ours))).toBe(false)
  expect(isOurs(leak(runtime))).toBe(false)
})

const header = '=================\n==5==ERROR: LeakSanitizer: detected memory leaks'
const summary = 'SUMMARY: AddressSanitizer: 16 byte(s) leaked in 2 allocation(s).'

test('of a report only what is ours is left', () => {
  expect(judged([header, leak(runtime, python), summary].join('\n\n'))).toBe('')
  expect(judged([header, leak(runtime, python), leak(runtime, ours), summary].join('\n\n'))).toBe(
    leak(runtime, ours),
  )
})

test('memory that was refused is no fault', () => {
  const refused = '==5==WARNING: AddressSanitizer failed to allocate 0x1c6bf526340000 bytes\n'
  expect(judged(refused.repeat(3))).toBe('')
  expect(judged(`${refused}${leak(runtime, ours)}`)).toBe(leak(runtime, ours))
})

test('any other report stays', () => {
  const fault = '==5==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x1\n    #0 0x2 in memcpy'
  expect(judged(fault)).toBe(fault)
  const race = 'WARNING: ThreadSanitizer: data race (pid=3)\n  Write of size 8'
  expect(judged(race)).toBe(race)
})
