/** A model from one command to the next: trained, swept, used, and what is refused. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lines, place, root, samples } from './gilder'

const penguins = join(root, 'python-runtime/jobs/fit/samples/penguins-2007-2008.csv')
const fit = (...more: readonly string[]): readonly string[] => [
  ...[
    '--run',
    'fit',
    '--input',
    `table=${samples.iris}`,
    '--param',
    'target=species',
    '--param',
    'epochs=20',
    '--param',
    'seed=1',
  ],
  ...['--quiet', ...more],
]
const predict = (model: string, table: string, ...more: readonly string[]): readonly string[] => [
  ...['--run', 'predict', '--input', `model=${model}`, '--input', `table=${table}`, '--quiet', ...more],
]

interface Row {
  readonly name: string
  readonly value: number
}
const scoresOf = (stdout: string): Readonly<Record<string, number>> => {
  const { results } = lines(stdout).at(-1) as { results: { name: string; preview: { rows: Row[] } }[] }
  const sheet = results.find(({ name }) => name === 'scores')
  return Object.fromEntries((sheet?.preview.rows ?? []).map(({ name, value }) => [name, value]))
}

describe('fit and predict', () => {
  test('a model is trained by one command and used by another', async () => {
    const here = place()
    const trained = await here.gilder(fit('--param', 'learning_rate=0.02', '--out', 'made', '--json'))
    expect(trained.code).toBe(0)
    expect(scoresOf(trained.stdout).accuracy).toBeGreaterThan(0.8)
    const model = here.path('made', 'model.safetensors')
    expect(readFileSync(here.path('made', 'model-card.md'), 'utf8')).toContain('# Model of species')
    const used = await here.gilder(predict(model, samples.iris, '--json'))
    expect(used.code).toBe(0)
    expect(scoresOf(used.stdout).accuracy).toBeGreaterThan(0.8)
    // Equal seeds, equal bits, whatever the process.
    const again = await here.gilder(fit('--param', 'learning_rate=0.02', '--out', 'again'))
    expect(again.code).toBe(0)
    expect(readFileSync(here.path('again', 'model.safetensors'))).toEqual(readFileSync(model))
    const other = await here.gilder(predict(model, penguins))
    expect({ code: other.code, stdout: other.stdout }).toEqual({ code: 4, stdout: '' })
    expect(other.stderr).toContain("The table lacks 4 columns, 'sepal_length_cm',")
  })

  test('a sweep over the learning rate has the losses and scores of each', async () => {
    const here = place()
    const sweep = ['--sweep', 'learning_rate=0.0001,0.02', '--best', 'loss/validation:min', '--out', 'swept']
    const { code } = await here.gilder(fit(...sweep))
    expect(code).toBe(0)
    const [head = '', first = '', second = ''] = readFileSync(here.path('swept', 'sweep.csv'), 'utf8').split(
      '\n',
    )
    const column = (name: string): readonly number[] =>
      [first, second].map((line) => Number(line.split(',')[head.split(',').indexOf(name)]))
    expect(column('learning_rate')).toEqual([0.0001, 0.02])
    const [slow = 0, quick = 0] = column('loss/validation')
    expect(quick).toBeLessThan(slow)
    expect(column('accuracy')[1]).toBeGreaterThan(0.8)
  })

  test.each([
    ['a table as model', predict(samples.iris, samples.iris), 4, 'iris.csv is no safetensors file'],
    ['a target that is not there', fit('--param', 'target=specis'), 2, "did you mean 'species'?"],
    [
      'a target of names',
      [...fit(), '--input', `table=${penguins}`, '--param', 'target=Individual ID'],
      2,
      '',
    ],
  ])('%s is refused', async (_name, args, code, says) => {
    const refused = await place().gilder(args)
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code, stdout: '' })
    expect(refused.stderr).toContain(says)
  })
})
