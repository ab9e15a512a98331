/** Files that are not the Python library for this process: refused by their headers, before anything is loaded. */
'use strict'
const assert = require('node:assert/strict')
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { addonFile, home, startOptions } = require('../runtime.cjs')
const { group } = require('../suite.cjs')

const child = path.join(__dirname, '..', 'children', 'failing-start.cjs')
const library = () => fs.readFileSync(startOptions.libpython)

/** What a process of its own is told: by a start with this library, then by one with the right one. */
function said(libpython) {
  const { stdout, stderr } = spawnSync(process.execPath, [child, JSON.stringify({ libpython })], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
    encoding: 'utf8',
    timeout: 60_000,
  })
  const [first, second] = stdout.split('\n')
  assert.match(second ?? '', /^started 3\.\d+\.\d+/, stdout + stderr)
  return first
}

/** The same, of a file with this content. */
function saidOf(content, name = path.basename(startOptions.libpython)) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gilder-library-'))
  try {
    fs.writeFileSync(path.join(folder, name), content)
    return said(path.join(folder, name))
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}

/** The library under another name for itself. */
function renamed(name) {
  const content = library()
  const own = /libpython3\.\d+\.so\.1\.0\0/.exec(content.toString('latin1'))
  content.write(name.padEnd(own[0].length, '\0'), own.index, 'latin1')
  return content
}

/** An ELF header for another machine, whole as far as it goes. */
function foreignElf() {
  const content = library()
  content.writeUInt16LE(process.arch === 'arm64' ? 62 : 183, 18)
  return content
}

function windowsLibrary() {
  const content = Buffer.alloc(1024)
  content.write('MZ')
  content.writeUInt32LE(128, 60)
  content.write('PE\0\0', 128, 'latin1')
  content.writeUInt16LE(0x8664, 132)
  content.writeUInt16LE(240, 148)
  content.writeUInt16LE(0x2000, 150)
  content.writeUInt16LE(0x20b, 152)
  return content
}

function macLibrary() {
  const content = Buffer.alloc(32)
  content.writeUInt32LE(0xfeedfacf, 0)
  content.writeUInt32LE(0x0100000c, 4)
  content.writeUInt32LE(6, 12)
  return content
}

const sentences = /^GILDER_START: [^\n]+\. [A-Z][^\n]+\.$/

/** Title, how to make it, what is said. */
const refused = [
  [
    'no file',
    () => said(path.join(home, 'lib', 'no-such-libpython.so')),
    /There is no Python library at '.*no-such/,
  ],
  ['a folder', () => said(home), /There is no Python library at/],
  ['a relative path', () => said('libpython.so'), /not absolute/],
  ['an empty file', () => saidOf(''), /is not a library/],
  ['text', () => saidOf('#!/bin/sh\n'), /is not a library/],
  [
    'a static library',
    () => saidOf('!<arch>\n/               0 ', 'libpython3.12.a'),
    /static library.*--enable-shared/,
  ],
  ['half a library', () => saidOf(library().subarray(0, 1 << 20)), /is cut off/],
  ['a library that ends in its header', () => saidOf(library().subarray(0, 40)), /is cut off/],
  ['a library that lacks its last byte', () => saidOf(library().subarray(0, -1)), /is cut off/],
  [
    'a library for another machine',
    () => saidOf(foreignElf()),
    /is for Linux on (arm64|x64), and this program for/,
  ],
  [
    'a library for Windows',
    () => saidOf(windowsLibrary()),
    /is for Windows on x64, and this program for Linux/,
  ],
  ['a library for macOS', () => saidOf(macLibrary()), /is for macOS on arm64, and this program for Linux/],
  ['a program', () => said(fs.realpathSync(startOptions.executable)), /is not a Python library/],
  [
    'a library that is not Python',
    () => said(addonFile),
    /is not a Python library \(it calls itself 'gilder.node'\)/,
  ],
  [
    'the stand-in for every version',
    () => saidOf(renamed('libpython3.so'), 'libpython3.so'),
    /not a Python library/,
  ],
  [
    'a Python that is too old',
    () => saidOf(renamed('libpython3.10.so.1.0')),
    /is Python 3\.10, which is too old/,
  ],
  [
    'a Python that is too new',
    () => saidOf(renamed('libpython3.15.so.1.0')),
    /is Python 3\.15, which is newer than/,
  ],
  ['a Python 2', () => saidOf(renamed('libpython2.7.so.1.0'), 'libpython2.7.so'), /is not a Python library/],
  [
    'a free-threaded Python',
    () => saidOf(renamed('libpython3.13t.so.1')),
    /is Python 3\.13t, a free-threaded build/,
  ],
  [
    'a Python that lies about itself',
    () => saidOf(renamed('libpython3.14.so.1.0')),
    /calls itself Python 3\.14, but is/,
  ],
]

group('libraries that are refused', (test) => {
  // The samples are Linux files made from Linux files.
  if (process.platform !== 'linux') return
  for (const [title, make, expected] of refused) {
    test(title, () => {
      const message = make()
      assert.match(message, expected)
      assert.match(message, sentences)
    })
  }
})
