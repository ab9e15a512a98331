import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { fileStream } from '../../../app/main/file-stream'

const folder = mkdtempSync(join(tmpdir(), 'gilder-stream-'))
const file = join(folder, 'bytes')
const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, i) => i % 251))
writeFileSync(file, bytes)
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  [0, 699_999],
  [10, 10],
  [300_000, 650_000],
])('bytes %i to %i arrive as they are', async (start, end) => {
  const part = Buffer.from(await new Response(await fileStream(file, start, end)).arrayBuffer())
  expect(part.equals(bytes.subarray(start, end + 1))).toBe(true)
})

test('a reader that gives up half way harms nobody', async () => {
  const reader = (await fileStream(file, 0, 699_999)).getReader()
  await reader.read()
  await reader.cancel()
})

test('a file that became shorter ends the stream early', async () => {
  const stream = await fileStream(file, 699_990, 800_000)
  expect((await new Response(stream).arrayBuffer()).byteLength).toBe(10)
})
