// @ts-check
/**
 * `npm run bench` measures Gilder beside its peers in one run and prints ratios of medians; `-- --json` prints one
 * object, `-- --rounds N` sets the counted rounds, other words choose benchmarks by name.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startDisplay } from '../run/desktop.mjs'
import { describeCommand } from './command.mjs'
import { windowStart } from './window.mjs'

const benchmarks = { window: windowStart, command: describeCommand }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '9' } },
})
const unknown = positionals.filter((name) => !(name in benchmarks))
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}.`,
  )
  process.exit(2)
}

const root = join(import.meta.dirname, '../..')
const electron = join(root, '.cache/electron/electron')
const display = await startDisplay()
process.env.DISPLAY = display.name
const rows = []
try {
  for (const [name, run] of Object.entries(benchmarks)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue
    rows.push(await run({ electron, root, rounds: Number(values.rounds) }))
  }
} finally {
  await display.stop()
}

if (values.json) console.log(JSON.stringify({ rows }))
else {
  for (const { row, unit, gilder, peers, ratio, target, ok } of rows) {
    const beside = Object.entries(peers).map(([name, value]) => `${name} ${value.toFixed(0)} ${unit}`)
    console.log(`${row}\n  Gilder ${gilder.toFixed(0)} ${unit}, ${beside.join(', ')}`)
    console.log(`  ratio ${ratio.toFixed(2)}, target ≤ ${target} ${ok ? 'kept' : 'MISSED'}`)
  }
}
