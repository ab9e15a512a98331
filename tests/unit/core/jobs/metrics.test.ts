import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MetricPoint, MetricPoints } from '../../../../app/contract/run'
import { Metrics } from '../../../../app/core/jobs/metrics'
import { thinned } from '../../../../app/core/jobs/thinning'
import { readMetrics } from '../../../../app/core/store/metrics-file'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gilder-metrics-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const series = (name: string, points: readonly MetricPoint[], total = points.length): MetricPoints => ({
  name,
  points: [...points],
  total,
})

async function readBack(): Promise<readonly MetricPoints[]> {
  const metrics = new Metrics(folder)
  for await (const piece of readMetrics(folder)) metrics.push(piece)
  return metrics.series()
}

test('what is measured can be read again, with what was left out', async () => {
  const metrics = new Metrics(folder)
  metrics.push([series('loss', [[0, 1, 0.1]]), series('rate', [[0, 'NaN', 0.1]])])
  metrics.push([
    series(
      'loss',
      [
        [5, 0.25, 0.2],
        [9, 0.5, 0.3],
      ],
      10,
    ),
  ])
  await metrics.flush()
  expect(metrics.summary).toEqual([
    { name: 'loss', last: 0.5, step: 9, least: 0.25, greatest: 1, total: 10 },
    { name: 'rate', last: 'NaN', step: 0, least: null, greatest: null, total: 1 },
  ])
  expect(await readBack()).toEqual(metrics.series())
  expect(readFileSync(join(folder, 'metrics.jsonl'), 'utf8').split('\n')[3]).toBe(
    '{"name":"loss","step":9,"value":0.5,"at":0.3,"total":10}',
  )
})

test('a run without any has none, and a line that was cut off is passed over', async () => {
  expect(await readBack()).toEqual([])
  const metrics = new Metrics(folder)
  metrics.push([series('a', [[0, 1, 0]])])
  await metrics.flush()
  appendFileSync(join(folder, 'metrics.jsonl'), '{"name":"a","st')
  expect(await readBack()).toEqual([series('a', [[0, 1, 0]])])
})

test('a million points stay few at hand, and their peaks are among them', async () => {
  const metrics = new Metrics(folder)
  let total = 0
  for (let piece = 0; piece < 1000; piece += 1) {
    const points = Array.from({ length: 1000 }, (): MetricPoint => {
      total += 1
      return [total, total === 654_321 ? -1e6 : Math.sin(total), total / 1e6]
    })
    metrics.push([series('x', points, total)])
  }
  const [shown] = metrics.series()
  expect(shown?.points.length).toBeLessThanOrEqual(4000)
  expect(shown?.points).toContainEqual([654_321, -1e6, 0.654321])
  expect(shown?.points.at(-1)?.[0]).toBe(1_000_000)
  expect(shown?.total).toBe(1_000_000)
  await metrics.flush()
})

test('thinning keeps the lowest and the highest of each stretch, in their order', () => {
  const points = Array.from({ length: 100 }, (_, at): MetricPoint => [at, at % 10, 0])
  const kept = thinned(series('x', points), 21).points
  expect(kept.length).toBeLessThanOrEqual(21)
  expect(kept.map(([step]) => step)).toEqual([...kept.map(([step]) => step)].sort((a, b) => a - b))
  expect(kept.filter(([, value]) => value === 0)).toHaveLength(10)
  expect(kept.filter(([, value]) => value === 9)).toHaveLength(10)
  const gaps = thinned(
    series(
      'x',
      points.map(([step]): MetricPoint => [step, 'NaN', 0]),
    ),
    11,
  ).points
  expect(gaps.length).toBeGreaterThan(0)
})
