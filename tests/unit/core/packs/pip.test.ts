import { describe, expect, test } from 'vitest'
import { faultOf, teller } from '../../../../app/core/packs/pip'

describe('what pip says', () => {
  test('becomes progress over all packages of a pack', () => {
    const told: unknown[] = []
    const hear = teller(2, (progress) => told.push(progress))
    for (const line of [
      'Collecting tensorflow-cpu==2.21.0',
      '  Downloading tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl (273.8 MB)',
      'Progress 0 of 200000000',
      'Progress 1 of 200000000',
      'Progress 100000000 of 200000000',
      'Processing /some/where/six-1.17.0-py2.py3-none-any.whl',
      'Installing collected packages: six, tensorflow-cpu',
      'Successfully installed six-1.17.0',
    ])
      hear(line)
    expect(told).toEqual([
      { fraction: 0, message: 'Downloading tensorflow-cpu 2.21.0' },
      { fraction: 0, message: 'Downloading tensorflow-cpu 2.21.0, 0 of 200 MB' },
      { fraction: 0.225, message: 'Downloading tensorflow-cpu 2.21.0, 100 of 200 MB' },
      { fraction: 0.45, message: 'Downloading six 1.17.0' },
      { fraction: 0.9, message: 'Unpacking' },
    ])
  })

  test.each([
    [
      [
        "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(…)': /simple/six/",
        'ERROR: Could not find a version that satisfies the requirement six==1.17.0 (from versions: none)',
        'ERROR: No matching distribution found for six==1.17.0',
      ],
      { what: 'offline' },
    ],
    [
      ['ERROR: No matching distribution found for six==1.17.0'],
      { what: 'not-found', requirement: 'six==1.17.0' },
    ],
    [
      ['ERROR: THESE PACKAGES DO NOT MATCH', 'ERROR: six is broken', 'something more'],
      { what: 'other', why: 'six is broken' },
    ],
    [[], { what: 'other', why: 'pip gives no reason.' }],
  ])('its fault is known by its lines: %j', (lines, fault) => {
    expect(faultOf(lines)).toEqual(fault)
  })
})
