import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ownJobNamed } from '../../../../app/core/own/named'
import { temporaryFolder } from '../place'

test('a short name finds the file of that name, and a function of it', async () => {
  const root = temporaryFolder()
  for (const name of ['jobs/fit.py', 'lab/fit.py', 'lab/my.own.py', 'lab/clean/clean.py']) {
    mkdirSync(join(root, name, '..'), { recursive: true })
    writeFileSync(join(root, name), '')
  }
  const folders = [join(root, 'nowhere'), join(root, 'jobs'), join(root, 'lab')]
  const find = (name: string) => ownJobNamed(folders, name)
  expect(await find('fit')).toEqual({ file: join(root, 'jobs/fit.py'), function: null })
  expect(await find('fit.train')).toEqual({ file: join(root, 'jobs/fit.py'), function: 'train' })
  expect(await find('clean')).toEqual({ file: join(root, 'lab/clean/clean.py'), function: null })
  expect(await find('my.own')).toEqual({ file: join(root, 'lab/my.own.py'), function: null })
  expect(await find('fi')).toBe(null)
})
