import { describe, expect, test } from 'vitest'
import { faultIn } from '../../../app/cli/arguments/json-fault'
import { parseParams } from '../../../app/cli/arguments/params-file'

describe('YAML', () => {
  test('by its ending', async () => {
    const content =
      'k: 3\ncolumns: [a, "b,c"]\nnested:\n  on: true\n  none: ~\n  date: 2024-01-02\n  text: "3"\n'
    expect(await parseParams(content, 'a.YML')).toEqual({
      k: 3,
      columns: ['a', 'b,c'],
      nested: { on: true, none: null, date: '2024-01-02', text: '3' },
    })
  })

  test('from a stream without a name', async () => {
    expect(await parseParams('k: 3\n', 'standard input')).toEqual({ k: 3 })
    expect(await parseParams(' {"k": 3}', 'standard input')).toEqual({ k: 3 })
  })

  test.each([
    ['k: 3\nk: 4\n', /unique at line 2, column 1\.$/],
    ['k: [1, 2\n', /at line 2, column 1\.$/],
    ['k: 3\n\tm: 4\n', /Tabs .* at line 2, column 1\.$/],
    ['k: "open\n', /line \d+, column \d+\.$/],
    ['- 1\n- 2\n', /^p\.yaml holds no parameters: it is not an object\.$/],
    ['', /it is empty/],
    ['# nothing\n', /it is not an object/],
    ['a: *nowhere\n', /^p\.yaml /],
  ])('%j is refused', async (content, message) => {
    await expect(parseParams(content, 'p.yaml')).rejects.toMatchObject({
      report: { kind: 'parameters', message: expect.stringMatching(message), hint: expect.any(String) },
    })
  })

  test('aliases that would grow without end are refused', async () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
    for (let level = 1; level < 9; level += 1)
      lines.push(
        `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      )
    await expect(parseParams(lines.join('\n'), 'p.yaml')).rejects.toMatchObject({
      report: { kind: 'parameters' },
    })
  })
})

describe('JSON', () => {
  test.each([
    ['{"k": 3,\n "c": [1,}\n', 'p.json is not JSON: "}" is not expected at line 2, column 10.'],
    ['{"k": 3,', 'p.json is not JSON: it ends too early at line 1, column 9.'],
    ["{'k': 3}", 'p.json is not JSON: "\'" is not expected at line 1, column 2.'],
    ['{"k": 3} x', 'p.json is not JSON: "x" is not expected at line 1, column 10.'],
    ['{"a": "b\n"}', 'p.json is not JSON: """ is not expected at line 1, column 7.'],
  ])('%j is told with its place', async (content, message) => {
    await expect(parseParams(content, 'p.json')).rejects.toMatchObject({ report: { message } })
  })

  test('YAML in a .json file is not taken for JSON', async () => {
    await expect(parseParams('k: 3', 'p.json')).rejects.toMatchObject({ report: { kind: 'parameters' } })
  })
})

test.each(['{}', '[1, -0.5e+3, true, null, "\\u00e9 \\"x\\""]', ' {"a": {"b": [[], {}]}} \n', '"x"', '12'])(
  'nothing is wrong with %s',
  (content) => {
    expect(() => JSON.parse(content)).not.toThrow()
    expect(faultIn(content)).toBe(content.length)
  },
)
