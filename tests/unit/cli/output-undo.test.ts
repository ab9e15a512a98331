/** A disk that fails in the middle of a delivery. The failure is made up; everything else is real. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openOutputFolder } from '../../../app/cli/output-folder'
import { temporaryFolder } from '../core/place'

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const rename: typeof real.rename = async (from, to) => {
    if (basename(String(to)) === 'last.json') throw Object.assign(new Error('EIO'), { code: 'EIO' })
    await real.rename(from, to)
  }
  return { ...real, rename }
})

test('what was replaced comes back, what was new goes', async () => {
  const root = temporaryFolder()
  const out = join(root, 'out')
  mkdirSync(out)
  writeFileSync(join(out, 'old.csv'), 'mine')
  const files = ['old.csv', 'new.csv', 'last.json'].map((name) => {
    writeFileSync(join(root, name), name)
    return { from: join(root, name), name }
  })
  const folder = await openOutputFolder(out)
  await expect(folder.deliver(files, true)).rejects.toMatchObject({
    report: { kind: 'output', message: expect.stringContaining('the disk reports an error') },
  })
  expect(readdirSync(out)).toEqual(['old.csv'])
  expect(readFileSync(join(out, 'old.csv'), 'utf8')).toBe('mine')
})
