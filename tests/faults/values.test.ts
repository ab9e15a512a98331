/** Numbers come through parameters, run.json and results bit by bit. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RunStore } from '../../app/core/store/store'
import { beside } from './beside'
import { here, job, root } from './core'

const file = job('numbers.py')

const bits = (value: number): string => {
  const buffer = Buffer.alloc(8)
  buffer.writeDoubleBE(value)
  return buffer.toString('hex')
}

test('case 19: parameters are the same in Python, in memory and in run.json', async () => {
  const place = here()
  const big = 2n ** 64n + 1n
  const reals = [5e-324, -5e-324, Number.MAX_VALUE, 0.1, 2 ** 53 + 2, -0]
  const params = { big, small: -0, several: [2n ** 53n + 1n, -1], reals }
  const run = await beside(place, () => place.run(file, 'echo', params))
  expect(run.state).toBe('done')
  expect(place.result(run, 'exact')).toMatchObject({ value: '18446744073709551617 [9007199254740993, -1]' })
  expect(place.result(run, 'bits')).toMatchObject({ value: [-0, ...reals].map(bits).join(' ') })
  for (const read of [run, await new RunStore(place.place.runs).read(run.id)]) {
    // `toEqual` tells −0 from 0 and a bigint from a number.
    expect(read.params).toEqual(params)
  }
  expect(place.record(run.id)).toMatchObject({ params: { big: { $: String(big) }, small: { $: '-0' } } })

  // A run that is repeated from its record starts with the same.
  const again = await place.run(file, 'echo', (await new RunStore(place.place.runs).read(run.id)).params)
  expect(place.result(again, 'bits')).toEqual(place.result(run, 'bits'))
  expect(place.result(again, 'exact')).toEqual(place.result(run, 'exact'))
})

test('case 19: values in results are exact and can be told apart', async () => {
  const place = here()
  const run = await place.run(file, 'scalars')
  expect(run.state).toBe('done')
  const values: readonly (readonly [string, unknown, string])[] = [
    ['nan', 'NaN', 'float'],
    ['inf', 'Infinity', 'float'],
    ['minus-inf', '-Infinity', 'float'],
    ['minus-zero', -0, 'float'],
    ['subnormal', 5e-324, 'float'],
    ['largest', Number.MAX_VALUE, 'float'],
    ['tenth', 0.1, 'float'],
    ['exact', Number.MAX_SAFE_INTEGER, 'int'],
    ['big', '9007199254740993', 'int'],
    ['minus-big', String(-(2n ** 80n)), 'int'],
    ['complex', '(1-0j)', 'complex'],
    ['half', 0.0999755859375, 'float16'],
    ['single', 'NaN', 'float32'],
    ['flag', false, 'bool'],
    ['nothing', null, 'NoneType'],
  ]
  for (const [name, value, type] of values) {
    expect(place.result(run, name), name).toEqual({ kind: 'value', value, type })
  }
  expect(place.result(run, 'word')).toEqual({ kind: 'value', value: 'NaN', type: 'str' })
})

/** Whether each array on disk is that of the job's own expression: type, shape and bits. */
const COMPARE = `
import json, os, runpy, sys
import numpy as np
cases = json.loads(sys.argv[2])
for name, code in cases.items():
    wanted = eval(code)
    found = np.load(os.path.join(sys.argv[1], name + ".npy"), allow_pickle=False)
    same = (found.dtype, found.shape, found.tobytes()) == (wanted.dtype, wanted.shape, wanted.tobytes())
    assert same, (name, found.dtype, found.shape)
print(len(cases))
`

test('cases 19, 20: arrays of every kind are on disk as they were returned', async () => {
  const place = here()
  const run = await beside(place, () => place.run(file, 'arrays'))
  expect(run.state).toBe('done')
  const python = join(root, 'python-runtime/env/bin/python3.11')
  const read = [
    'import ast, sys, json',
    'tree = ast.parse(open(sys.argv[1]).read())',
    'cases = [n.value for n in tree.body if isinstance(n, ast.Assign) and n.targets[0].id == "CASES"][0]',
    'print(json.dumps(ast.literal_eval(cases)))',
  ].join('\n')
  const cases = spawnSync(python, ['-I', '-c', read, file], { encoding: 'utf8' }).stdout.trim()
  const results = join(place.place.runs, run.id, 'results')
  const compared = spawnSync(python, ['-I', '-c', COMPARE, results, cases], { encoding: 'utf8' })
  expect(compared).toMatchObject({ status: 0, stderr: '', stdout: `${run.results.length}\n` })
  expect(run.results.length).toBe(14)
})
