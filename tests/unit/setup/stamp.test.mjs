// @ts-check
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { clearStamp, isCurrent, setStamp, stampOf } from '../../../setup/stamp.mjs'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gilder-stamp-'))
  mkdirSync(join(root, 'src', 'made'), { recursive: true })
  writeFileSync(join(root, 'src', 'a.txt'), 'one')
  writeFileSync(join(root, 'src', 'made', 'b.txt'), 'made')
  writeFileSync(join(root, 'output'), '')
})
afterEach(() => rmSync(root, { recursive: true }))

const place = () => ({ root, folder: join(root, 'state') })
const inputs = { files: ['src'], except: ['src/made'], facts: { version: '1' } }
const current = (given = inputs) => isCurrent(place(), 'step', given, [join(root, 'output')])
const done = () => setStamp(place(), 'step', stampOf(root, inputs))

describe('a step', () => {
  test('that never ran must run', () => expect(current()).toBe(false))

  test('with nothing changed is skipped', () => {
    done()
    expect(current()).toBe(true)
  })

  test('whose input has other content of the same size must run', () => {
    done()
    writeFileSync(join(root, 'src', 'a.txt'), 'two')
    utimesSync(join(root, 'src', 'a.txt'), 1, 1)
    expect(current()).toBe(false)
  })

  test('whose input was only touched is skipped', () => {
    done()
    utimesSync(join(root, 'src', 'a.txt'), 1, 1)
    expect(current()).toBe(true)
  })

  test('with a new input must run, with a new file among the excepted is skipped', () => {
    done()
    writeFileSync(join(root, 'src', 'made', 'c.txt'), '')
    expect(current()).toBe(true)
    writeFileSync(join(root, 'src', 'c.txt'), '')
    expect(current()).toBe(false)
  })

  test('without an input that was there must run', () => {
    writeFileSync(join(root, 'src', 'c.txt'), '')
    done()
    rmSync(join(root, 'src', 'c.txt'))
    expect(current()).toBe(false)
  })

  test('with another version among its facts must run', () => {
    done()
    expect(current({ ...inputs, facts: { version: '2' } })).toBe(false)
  })

  test('whose output is gone must run', () => {
    done()
    rmSync(join(root, 'output'))
    expect(current()).toBe(false)
  })

  test('that was started and not ended must run', () => {
    done()
    clearStamp(place(), 'step')
    expect(current()).toBe(false)
  })

  test('with a damaged stamp must run', () => {
    done()
    writeFileSync(join(root, 'state', 'step.json'), '{"quick":')
    expect(current()).toBe(false)
  })
})
