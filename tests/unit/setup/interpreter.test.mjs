// @ts-check
import { describe, expect, test } from 'vitest'
import { candidates, copyPlan, objection } from '../../../python-runtime/build/interpreter.mjs'
import { neededLibraries } from '../../../python-runtime/build/relocate.mjs'
import { isNeededFromStdlib } from '../../../python-runtime/build/trim.mjs'
import { readable } from '../../../python-runtime/build/wheels.mjs'

const found = {
  executable: '/p/bin/python3.11',
  version: '3.11.7',
  prefix: '/p',
  shared: true,
  debian: false,
  libpython: '/p/lib/libpython3.11.so.1.0',
  stdlib: '/p/lib/python3.11',
  extensions: '/p/lib/python3.11/lib-dynload',
  include: '/p/include/python3.11',
}
const there = () => true

describe('an interpreter', () => {
  test('with a shared library is taken', () => expect(objection(found, '3.11', there)).toBeNull())

  test.each([
    ['of another version', { version: '3.12.1' }, 'is Python 3.12.1'],
    ["that is Debian's own", { debian: true }, "is Debian's own"],
    ['without a shared library', { shared: false }, 'without a shared library'],
  ])('%s is refused', (_, change, says) => {
    expect(objection({ ...found, ...change }, '3.11', there)).toContain(says)
  })

  test('whose library is missing is refused', () => {
    expect(objection(found, '3.11', () => false)).toBe('has no libpython3.11.so.1.0')
  })

  test('that is named is the only candidate', () => {
    expect(candidates('3.11', { GILDER_PYTHON: '/my/python' })).toEqual(['/my/python'])
    expect(candidates('3.11', { PYENV_ROOT: '/nowhere' })).toEqual(['python3.11'])
  })

  test('is copied to the places of its platform', () => {
    expect(copyPlan(found, 'linux')).toEqual([
      ['/p/bin/python3.11', 'bin/python3.11'],
      ['/p/lib/libpython3.11.so.1.0', 'lib/libpython3.11.so.1.0'],
      ['/p/lib/python3.11', 'lib/python3.11'],
      ['/p/include/python3.11', 'include/python3.11'],
    ])
    const onWindows = copyPlan(found, 'win32').map(([, to]) => to)
    expect(onWindows).toEqual([
      ...['python.exe', 'python311.dll', 'Lib', 'include', 'DLLs'],
      ...['python3.dll', 'vcruntime140.dll', 'vcruntime140_1.dll'],
    ])
  })
})

test.each([
  ['os.py', true],
  ['site-packages', true],
  ['site-packages/numpy/__init__.py', false],
  ['test/test_os.py', false],
  ['testing.py', true],
  ['lib-dynload/_tkinter.cpython-311-x86_64-linux-gnu.so', false],
  ['lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so', true],
  ['json/__pycache__/decoder.cpython-311.pyc', false],
  ['config-3.11-x86_64-linux-gnu/libpython3.11.a', false],
  ['unittest/test/test_case.py', false],
  ['unittest/case.py', true],
])('of the standard library, %s is kept: %s', (path, kept) => {
  expect(isNeededFromStdlib(path)).toBe(kept)
})

test('libraries beside the C run time are carried, and one that is missing is seen', () => {
  const answer = `	linux-vdso.so.1 (0x00007ffd)
	libssl.so.3 => /usr/lib/x86_64-linux-gnu/libssl.so.3 (0x0000)
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x0000)
	libcrypt.so.1 => /lib/x86_64-linux-gnu/libcrypt.so.1 (0x0000)
	libffi.so.8 => not found
	/lib64/ld-linux-x86-64.so.2 (0x0000)
`
  expect([...neededLibraries(answer)]).toEqual([
    ['libssl.so.3', '/usr/lib/x86_64-linux-gnu/libssl.so.3'],
    ['libcrypt.so.1', '/lib/x86_64-linux-gnu/libcrypt.so.1'],
    ['libffi.so.8', null],
  ])
})

test.each([
  ['Collecting numpy==2.4.6 (from -r x (line 2))', 'Finding numpy 2.4.6'],
  [
    '  Downloading pyarrow-26.0.1-cp311-cp311-manylinux_2_28_x86_64.whl (55.0 MB)',
    'Downloading pyarrow 26.0.1, 55.0 MB',
  ],
  ['  Using cached zipp-4.1.2-py3-none-any.whl', 'Downloading zipp 4.1.2'],
  ['Installing collected packages: a, b', 'Unpacking packages'],
  ["WARNING: Location 'file:///x' is ignored", null],
  ['Looking in links: /x', null],
])("pip's %j is told as %j", (line, words) => {
  expect(readable(line)).toBe(words)
})
