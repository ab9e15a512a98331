// @ts-check
/** What the addon reads from a library's headers before it loads anything: real files, and made ones where none is. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inRoot } from '../../../setup/paths.mjs'
import { sharedPython, wanted } from '../../run/pythons.mjs'

const folder = mkdtempSync(join(tmpdir(), 'gilder-binary-'))
const reader = join(folder, 'read_binary')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeAll(() => {
  const sources = ['binary', 'binary_elf', 'binary_pe', 'binary_mach_o', 'version'].map((name) =>
    inRoot('native', 'src', 'python', `${name}.cc`),
  )
  const args = ['-std=c++20', '-I', inRoot('native', 'src'), inRoot('native', 'tests', 'read_binary.cc')]
  const { status, stderr } = spawnSync('c++', [...args, ...sources, '-o', reader], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}, 120_000)

/** @param {string} file */
const read = (file) => JSON.parse(spawnSync(reader, [file], { encoding: 'utf8' }).stdout)

/** @param {Buffer} content */
function readContent(content) {
  const file = join(folder, 'sample')
  writeFileSync(file, content)
  return read(file)
}

/**
 * A Mach-O library with one segment and its own name.
 * @param {{ machine: number, name: string, end?: number }} about
 */
function dylib({ machine, name, end = 4096 }) {
  const content = Buffer.alloc(4096)
  /** @param {number} start @param {readonly number[]} values */
  const words = (start, values) => {
    for (const [at, value] of values.entries()) content.writeUInt32LE(value, start + 4 * at)
  }
  const idSize = 24 + Math.ceil((name.length + 1) / 8) * 8
  words(0, [0xfeedfacf, machine, 0, 6, 2, 72 + idSize])
  words(32, [0x19, 72])
  content.writeBigUInt64LE(BigInt(end), 32 + 48)
  words(104, [0x0d, idSize, 24])
  content.write(name, 128)
  return content
}

const arm64 = 0x0100000c
const x64 = 0x01000007

/** @param {readonly (readonly [number, Buffer])[]} parts */
function universal(parts) {
  const head = Buffer.alloc(4096)
  head.writeUInt32BE(0xcafebabe, 0)
  head.writeUInt32BE(parts.length, 4)
  for (const [at, [machine]] of parts.entries()) {
    head.writeUInt32BE(machine, 8 + 20 * at)
    head.writeUInt32BE(4096 * (at + 1), 16 + 20 * at)
  }
  return Buffer.concat([head, ...parts.map(([, part]) => part)])
}

describe('ELF', () => {
  test('a program', () => {
    expect(read(process.execPath)).toMatchObject({
      format: 'elf',
      machine: process.arch,
      shared: false,
      whole: true,
    })
  })

  test.each(wanted)('libpython%s', (series) => {
    const python = sharedPython(series)
    if (python === null) return
    expect(read(join(python.prefix, 'lib', `libpython${series}.so.1.0`))).toEqual({
      format: 'elf',
      machine: process.arch,
      shared: true,
      whole: true,
      name: `libpython${series}.so.1.0`,
      python: series,
    })
  })
})

describe('PE', () => {
  const compiler = 'x86_64-w64-mingw32-g++-posix'
  const hasCompiler = spawnSync(compiler, ['--version']).status === 0

  test.runIf(hasCompiler)('a real library tells the name it was linked by', { timeout: 60_000 }, () => {
    const source = join(folder, 'empty.cc')
    writeFileSync(source, 'extern "C" __declspec(dllexport) int answer() { return 42; }\n')
    const linked = join(folder, 'python312.dll')
    expect(spawnSync(compiler, ['-shared', '-o', linked, source]).status).toBe(0)
    const renamed = join(folder, 'renamed.dll')
    copyFileSync(linked, renamed)
    const expected = {
      format: 'pe',
      machine: 'x64',
      shared: true,
      whole: true,
      name: 'python312.dll',
      python: '3.12',
    }
    expect(read(renamed)).toEqual(expected)
  })

  test('a DOS program', () => {
    expect(readContent(Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]))).toBeNull()
  })
})

describe('Mach-O', () => {
  const name = '@rpath/libpython3.13.dylib'

  test('a library', () => {
    expect(readContent(dylib({ machine: arm64, name }))).toEqual({
      format: 'mach-o',
      machine: 'arm64',
      shared: true,
      whole: true,
      name,
      python: '3.13',
    })
  })

  test('a framework, whose library is called Python', () => {
    const own = '/Library/Frameworks/Python.framework/Versions/3.12/Python'
    expect(readContent(dylib({ machine: arm64, name: own }))).toMatchObject({ python: '3.12' })
    const free = '/Library/Frameworks/PythonT.framework/Versions/3.13/PythonT'
    expect(readContent(dylib({ machine: arm64, name: free }))).toMatchObject({ python: '3.13t' })
  })

  test('a library that lacks its end', () => {
    expect(readContent(dylib({ machine: x64, name, end: 5000 }))).toMatchObject({ whole: false })
    expect(readContent(dylib({ machine: x64, name }).subarray(0, 100))).toBe('cut off')
  })

  test('a universal library: the part for this machine', () => {
    const parts = /** @type {const} */ ([
      [arm64, dylib({ machine: arm64, name: 'libpython3.11.dylib' })],
      [x64, dylib({ machine: x64, name: 'libpython3.12.dylib' })],
    ])
    const expected = process.arch === 'arm64' ? 'arm64' : 'x64'
    expect(readContent(universal(parts))).toMatchObject({ format: 'mach-o', machine: expected })
  })

  test('a Java class shares the mark', () => {
    expect(readContent(Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 61, ...Buffer.alloc(100)]))).toBeNull()
  })
})

test('other files are none of the three', () => {
  for (const content of [Buffer.alloc(0), Buffer.from('#!'), Buffer.from('#!/bin/sh\n'.padEnd(200, ' '))])
    expect(readContent(content)).toBeNull()
})
