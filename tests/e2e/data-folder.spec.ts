/** A data folder that cannot be used is said in words, not by a window that never comes. */
import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './app'

test('a data folder below a file', async ({ desktop }) => {
  const file = join(desktop.data, 'a-file')
  await writeFile(file, '')
  const app = spawn(process.env.GILDER_TEST_ELECTRON ?? '', [desktop.appFolder, '--data', join(file, 'data')])
  try {
    let said = ''
    app.stderr.on('data', (text: Buffer) => {
      said += text.toString()
    })
    // The error box waits for somebody to close it, so the process is still there.
    await expect.poll(() => said).toContain(join(file, 'data'))
    expect(said).toMatch(/gilder: .*\n {2}\S/)
  } finally {
    app.kill('SIGKILL')
  }
})
