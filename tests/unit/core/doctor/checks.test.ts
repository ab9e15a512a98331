import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CheckName, Finding, Health } from '../../../../app/contract/doctor'
import { sizeText } from '../../../../app/core/doctor/check'
import { summaryOf } from '../../../../app/core/doctor/doctor'
import { findMount } from '../../../../app/core/doctor/file-system'
import { foreseeWriting, tryWriting } from '../../../../app/core/doctor/writable'
import { temporaryFolder } from '../place'

const finding = (check: CheckName, state: Health): Finding => ({
  check,
  state,
  message: '',
  hint: null,
  facts: {},
})

describe('the summary', () => {
  test.each<[string, readonly Finding[], ReturnType<typeof summaryOf>]>([
    ['nothing', [finding('data', 'ok')], { state: 'ok', unusable: null, warnings: 0, problems: 0 }],
    [
      'a warning',
      [finding('disk', 'warning'), finding('files', 'ok')],
      { state: 'warning', unusable: null, warnings: 1, problems: 0 },
    ],
    ['data', [finding('data', 'problem')], { state: 'problem', unusable: 'data', warnings: 0, problems: 1 }],
    [
      'the runtime counts before the data folder',
      [finding('data', 'problem'), finding('files', 'problem'), finding('embedded', 'warning')],
      { state: 'problem', unusable: 'runtime', warnings: 1, problems: 2 },
    ],
  ])('%s', (_name, findings, summary) => expect(summaryOf(findings)).toEqual(summary))
})

describe('the file system of a folder', () => {
  const table = [
    '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
    '30 22 0:25 / /home rw - nfs4 server:/home rw',
    '31 30 0:26 / /home/my\\040data rw - tmpfs tmpfs rw',
    '32 22 0:27 / /mnt rw - fuse.sshfs me@host:/ rw',
    '33 22 0:28 / /mnt rw - xfs /dev/sdb rw',
  ].join('\n')
  test.each([
    ['/var/lib', 'ext4', 'local'],
    ['/home/me', 'nfs4', 'network'],
    ['/home', 'nfs4', 'network'],
    ['/homely', 'ext4', 'local'],
    ['/home/my data/x', 'tmpfs', 'memory'],
    ['/mnt/a', 'xfs', 'local'],
  ])('%s', (folder, type, nature) => expect(findMount(table, folder)).toMatchObject({ type, nature }))

  test('is unknown without a table', () => expect(findMount('', '/home')).toBeNull())
})

describe('writing', () => {
  test('leaves nothing behind', async () => {
    const folder = temporaryFolder()
    expect(await tryWriting(folder)).toBeGreaterThan(0)
    expect(readdirSync(folder)).toEqual([])
    await expect(tryWriting(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('is foreseen where nothing is yet', async () => {
    const folder = temporaryFolder()
    await foreseeWriting(join(folder, 'a', 'b'))
    expect(readdirSync(folder)).toEqual([])
    writeFileSync(join(folder, 'file'), '')
    await expect(foreseeWriting(join(folder, 'file', 'a'))).rejects.toMatchObject({ code: 'ENOTDIR' })
  })

  test.skipIf(process.getuid?.() === 0)('is foreseen where it is forbidden', async () => {
    const folder = join(temporaryFolder(), 'closed')
    mkdirSync(folder)
    chmodSync(folder, 0o500)
    await expect(foreseeWriting(join(folder, 'a'))).rejects.toMatchObject({ code: 'EACCES' })
  })
})

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [3870, '3.9 kB'],
  [999_999, '1000 kB'],
  [1_468_369_768, '1.5 GB'],
  [76_400_000_000, '76.4 GB'],
  [5e15, '5000 TB'],
])('%d bytes are %s', (bytes, text) => expect(sizeText(bytes)).toBe(text))
