import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { Places } from '../../../../app/core/own/places'
import { temporaryFolder } from '../place'

let root: string
let file: string

beforeEach(() => {
  root = temporaryFolder()
  file = join(root, 'data/own-jobs.json')
})

const places = (): Places => new Places(file, join(root, 'data/jobs'))

test('folders and files outlive Gilder, the standard folder first and the newest file first', async () => {
  await Promise.all([places().addFolder('/lab')])
  await places().addFile('/a.py')
  await places().addFile('/b.py')
  await places().addFile('/a.py')
  await places().addFolder('/lab')
  expect(await places().folders()).toEqual([join(root, 'data/jobs'), '/lab'])
  expect(await places().files()).toEqual(['/a.py', '/b.py'])
  for (let number = 0; number < 30; number += 1) await places().addFile(`/${number}.py`)
  expect(await places().files()).toHaveLength(20)
  expect(await places().remove('/lab')).toBe(true)
  expect(await places().remove('/lab')).toBe(false)
  expect(await places().folders()).toEqual([join(root, 'data/jobs')])
})

test.each([
  ['{"version": 1, "folders": 3}', 'was damaged', 1],
  ['{"version": 2, "folders": ["/lab"]}', 'newer version', 1],
])('%j is told, and no folder of it is trusted', async (content, words, problems) => {
  mkdirSync(join(root, 'data'))
  writeFileSync(file, content)
  const one = places()
  expect(await one.folders()).toEqual([join(root, 'data/jobs')])
  expect(one.problems()).toHaveLength(problems)
  expect(one.problems()[0]?.message).toContain(words)
})

test('a newer file is not written over, and what is added holds for now', async () => {
  mkdirSync(join(root, 'data'))
  writeFileSync(file, '{"version": 2}')
  const one = places()
  await one.addFolder('/lab')
  expect(await one.folders()).toContain('/lab')
  expect(readFileSync(file, 'utf8')).toBe('{"version": 2}')
})

test('where nothing can be written it says so', async () => {
  writeFileSync(join(root, 'data'), '')
  const one = places()
  await expect(one.addFolder('/lab')).rejects.toThrow('cannot be kept')
  expect(await one.folders()).toContain('/lab')
})
