import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Crashes } from '../../../../app/core/engine/crashes'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gilder-crashes-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const fit = { file: '/a/mine.py', function: 'fit' }

test('a crash is known from then on, by every Gilder, and by file and function', async () => {
  const file = join(folder, 'data', 'crashed.json')
  const crashes = new Crashes(file)
  expect(await crashes.has(fit)).toBe(false)
  await crashes.add(fit)
  expect(await crashes.has(fit)).toBe(true)
  expect(await new Crashes(file).has(fit)).toBe(true)
  expect(await new Crashes(file).has({ ...fit, function: 'other' })).toBe(false)
})

test('what another Gilder has added meanwhile stays', async () => {
  const file = join(folder, 'crashed.json')
  const [one, other] = [new Crashes(file), new Crashes(file)]
  await Promise.all([one.has(fit), other.has(fit)])
  await one.add(fit)
  await other.add({ ...fit, function: 'other' })
  const third = new Crashes(file)
  expect([await third.has(fit), await third.has({ ...fit, function: 'other' })]).toEqual([true, true])
})

test('a list that is damaged, or cannot be written, stops nothing', async () => {
  const file = join(folder, 'crashed.json')
  writeFileSync(file, '{"version": 1, "jobs": [')
  const crashes = new Crashes(file)
  expect(await crashes.has(fit)).toBe(false)
  await crashes.add(fit)
  expect(await new Crashes(file).has(fit)).toBe(true)
  const nowhere = new Crashes(join(file, 'below', 'a file'))
  await nowhere.add(fit)
  expect(await nowhere.has(fit)).toBe(true)
})
