import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import type { EngineEvent, LogLine } from '../../../../../app/contract/run'
import { OutputLines } from '../../../../../app/core/engine/isolated/output-lines'

function listening() {
  const stream = new PassThrough()
  const output = new OutputLines(stream, 'stdout')
  const lines: LogLine[] = []
  const left = { lines: 0 }
  const hear = (event: EngineEvent): void => {
    if (event.type !== 'log') return
    lines.push(...event.lines)
    left.lines += event.leftOut.lines
  }
  return { stream, output, lines, left, hear }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

test('bytes become lines, whole characters and the last state of a redrawn one', async () => {
  const { stream, output, lines, hear } = listening()
  output.follow(hear, () => 1.5)
  const [first, second] = [
    Buffer.from('grü\nfoo\rbar\r\n').subarray(0, 3),
    Buffer.from('grü\nfoo\rbar\r\n').subarray(3),
  ]
  stream.write(first)
  stream.write(second)
  stream.write('no end')
  await settled()
  output.end()
  expect(lines.map(({ text }) => text)).toEqual(['grü', 'bar', 'no end'])
  expect(lines[0]).toEqual({ at: 1.5, level: 'stdout', text: 'grü' })
})

test('what came before a run is no line of it, and is remembered for a report', async () => {
  const { stream, output, lines, hear } = listening()
  stream.write('before\nhalf')
  await settled()
  output.follow(hear, () => 0)
  stream.write('after\n')
  await settled()
  output.end()
  expect(lines.map(({ text }) => text)).toEqual(['after'])
  expect(output.lastWords).toBe('before\nhalfafter\n')
})

test('a flood is counted, not kept, and neither end of it is lost', async () => {
  const { stream, output, lines, left, hear } = listening()
  output.follow(hear, () => 0)
  const row = `${'x'.repeat(99)}\n`
  stream.write('first\n')
  for (let block = 0; block < 40; block += 1) {
    stream.write(row.repeat(1000))
    await settled()
  }
  stream.write('last\n')
  await settled()
  output.end()
  expect(lines[0]?.text).toBe('first')
  expect(lines.at(-1)?.text).toBe('last')
  expect(left.lines).toBeGreaterThan(20_000)
  expect(lines.length + left.lines).toBe(40_002)
})

test('a line that never ends is given on in pieces', async () => {
  const { stream, output, lines, hear } = listening()
  output.follow(hear, () => 0)
  stream.write('y'.repeat(200_000))
  await settled()
  output.end()
  expect(lines.map(({ text }) => text.length).reduce((a, b) => a + b)).toBe(200_000)
  expect(Math.max(...lines.map(({ text }) => text.length))).toBeLessThanOrEqual(64 * 1024)
})
