'use strict'
const assert = require('node:assert/strict')
const { execFile } = require('node:child_process')
const path = require('node:path')
const { promisify } = require('node:util')
const { group } = require('../suite.cjs')

const child = path.join(__dirname, '..', 'children', 'local-time.cjs')

group('local time', (test) => {
  test('a datetime without a time zone is local time, where that is not UTC', async () => {
    // A name that says its own rules: both languages know it without any files.
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', TZ: 'EST5EDT' }
    const { stdout } = await promisify(execFile)(process.execPath, [child], { env, timeout: 60_000 })
    assert.deepEqual(JSON.parse(stdout), {
      offset: 240,
      dates: [
        '2020-07-01T16:30:15.123Z',
        '2020-01-01T17:30:00.000Z',
        '1969-12-31T17:00:00.000Z',
        '2020-11-01T05:30:00.000Z',
        '2020-11-01T06:30:00.000Z',
      ],
    })
  })
})
