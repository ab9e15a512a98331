import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { TablePreview } from '../../../../app/contract/result'
import { checkArtifacts } from '../../../../app/core/store/artifacts'
import { bestOf, parseGoal, usualGoal } from '../../../../app/core/sweep/best'
import { type Row, tableOf, writeTable } from '../../../../app/core/sweep/table'

const row = (point: Row['point'], metrics: Record<string, number>, more: Partial<Row> = {}): Row => ({
  point,
  run: 'r',
  state: 'done',
  seconds: 1,
  metrics: new Map(Object.entries(metrics)),
  error: null,
  ...more,
})

describe('the goal', () => {
  test.each([
    ['loss', { metric: 'loss', better: 'lower' }],
    ['val_accuracy', { metric: 'val_accuracy', better: 'higher' }],
    ['depth:min', { metric: 'depth', better: 'lower' }],
    ['loss:max', { metric: 'loss', better: 'higher' }],
  ])('%s', (given, goal) => {
    expect(parseGoal(given)).toEqual(goal)
  })

  test.each(['depth', 'loss:up', ':min', ''])('"%s" is refused', (given) => {
    expect(() => parseGoal(given)).toThrow('a lower or a higher')
  })

  test('without one, the first metric whose better direction is known', () => {
    expect(usualGoal(['depth', 'rmse', 'r2'])).toEqual({ metric: 'rmse', better: 'lower' })
    expect(usualGoal(['depth', 'class'])).toBeNull()
  })

  test('missing values and NaN are never the best, and the first of equals is', () => {
    expect(bestOf([null, Number.NaN, 2, 1, 1], 'lower')).toBe(3)
    expect(bestOf([null, Number.NaN], 'higher')).toBeNull()
    expect(bestOf([1, Number.POSITIVE_INFINITY], 'higher')).toBe(1)
  })
})

describe('the table', () => {
  const failed = { kind: 'job', message: 'no, "never"' } as const
  const rows = [
    row({ lr: 0.1, layers: [8, 8] }, { loss: 0.5 }),
    row({ lr: 0.01, layers: [4] }, { loss: 0.25, r2: 0.9 }),
    row({ lr: 1, layers: [2] }, {}, { state: 'failed', error: failed }),
  ]
  const table = tableOf(['lr', 'layers'], rows, null)

  test('has parameters, metrics and what became of each point', () => {
    expect(table.columns).toEqual(['best', 'lr', 'layers', 'loss', 'r2', 'seconds', 'state', 'run', 'error'])
    expect(table.rows).toEqual([
      ['', 0.1, '[8,8]', 0.5, null, 1, 'done', 'r', ''],
      ['best', 0.01, '[4]', 0.25, 0.9, 1, 'done', 'r', ''],
      ['', 1, '[2]', null, null, 1, 'failed', 'r', 'no, "never"'],
    ])
  })

  test('is kept as an artifact that passes the checks of any other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gilder sweep '))
    const artifact = await writeTable(folder, table)
    expect(await checkArtifacts(folder, [artifact])).toBeNull()
    expect(artifact.label).toBe('Sweep, best by the lowest loss')
    expect(readFileSync(join(folder, 'results/sweep.csv'), 'utf8').split('\r\n')).toEqual([
      'best,lr,layers,loss,r2,seconds,state,run,error',
      ',0.1,"[8,8]",0.5,,1,done,r,',
      'best,0.01,[4],0.25,0.9,1,done,r,',
      ',1,[2],,,1,failed,r,"no, ""never"""',
      '',
    ])
    const preview = TablePreview.parse(JSON.parse(readFileSync(join(folder, artifact.preview), 'utf8')))
    expect(preview.columns.map(({ numeric }) => numeric)).toEqual([
      false,
      true,
      false,
      true,
      true,
      true,
      false,
      false,
      false,
    ])
  })
})
