// @ts-check
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  differences,
  parseEnvironment,
  parseLock,
  pipName,
} from '../../../python-runtime/build/environment.mjs'
import { inRoot } from '../../../setup/paths.mjs'

const text = `name: x
channels: [conda-forge]
dependencies:
  - python=3.11
  - numpy=2.4.6
  - pytorch-cpu=2.13.0
`

test('python is told apart from the packages', () => {
  const { name, python, packages, hash } = parseEnvironment(text)
  expect({ name, python, packages }).toEqual({
    name: 'x',
    python: '3.11',
    packages: { numpy: '2.4.6', 'pytorch-cpu': '2.13.0' },
  })
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(parseEnvironment(`${text}\n`).hash).not.toBe(hash)
})

test.each([
  ['an unpinned package', text.replace('numpy=2.4.6', 'numpy'), 'does not pin "numpy"'],
  ['a range', text.replace('numpy=2.4.6', 'numpy>=2'), 'does not pin "numpy>=2"'],
  ['a part of its own for pip', `${text}  - pip: [x]\n`, 'does not pin {"pip":["x"]}'],
  ['no python', text.replace('  - python=3.11\n', ''), 'does not name python'],
  ['no list', 'name: x\n', 'no list of dependencies'],
  ['nothing', '', 'no name'],
])('%s is refused', (_, wrong, says) => {
  expect(() => parseEnvironment(wrong)).toThrow(says)
})

test('conda names become pip names', () => {
  expect(pipName('pytorch-cpu')).toBe('torch')
  expect(pipName('matplotlib-base')).toBe('matplotlib')
  expect(pipName('numpy')).toBe('numpy')
})

test('a lock is read without comments and with markers', () => {
  expect(parseLock('# a\nPyYAML==6.0.3\ncolorama==0.4.6 ; sys_platform == "win32"\n')).toEqual({
    pyyaml: '6.0.3',
    colorama: '0.4.6',
  })
})

test('a package that the two files say differently, or that one lacks, is named', () => {
  const environment = parseEnvironment(text)
  expect(differences(environment, { numpy: '2.4.6', torch: '2.13.0' })).toEqual([])
  expect(differences(environment, { numpy: '2.4.5' })).toEqual([
    'numpy is 2.4.6 in environment.yml, numpy is 2.4.5 in wheels.lock',
    'pytorch-cpu is 2.13.0 in environment.yml, torch is not in wheels.lock',
  ])
})

test('the two files of this checkout agree', () => {
  const environment = parseEnvironment(readFileSync(inRoot('environment.yml'), 'utf8'))
  const lock = parseLock(readFileSync(inRoot('python-runtime', 'build', 'wheels.lock'), 'utf8'))
  expect(differences(environment, { ...lock, torch: environment.packages['pytorch-cpu'] ?? '' })).toEqual([])
})
