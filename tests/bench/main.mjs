// @ts-check
/**
 * `npm run bench` measures Gilder beside its peers in one run and prints ratios of medians. Words choose benchmarks by
 * name (`window`, `command`, `overhead`, `history`, `isolated`, `queue`, `sweep`, `embedding`, or one row of it as
 * `embedding/no-op`); `--json` prints one object, `--rounds N` sets the counted rounds, `--electron` runs `embedding` in
 * Electron as Node, `--runs N` is how many runs `history`, `queue` and `sweep` have.
 */
import { parseArgs } from 'node:util'
import { electron, node, root } from '../../setup/paths.mjs'
import { stopAll } from '../../setup/process.mjs'
import { startDisplay } from '../run/desktop.mjs'
import { choose } from './choose.mjs'
import { describeCommand } from './command.mjs'
import { embedding, embeddingRows } from './embedding.mjs'
import { history } from './history.mjs'
import { isolated } from './isolated.mjs'
import { machine } from './machine.mjs'
import { overhead } from './overhead.mjs'
import { queue } from './queue.mjs'
import { sweep } from './sweep.mjs'
import { inWords } from './table.mjs'
import { windowStart } from './window.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    electron: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    runs: { type: 'string' },
  },
})
const chosen = choose(positionals, values.rounds, embeddingRows)
if (typeof chosen === 'string') {
  console.error(chosen)
  process.exit(2)
}
const { window, command, rounds } = chosen
const { history: historyChosen, isolated: alone, embedding: embeddingChosen } = chosen
const runs = values.runs === undefined ? undefined : Number(values.runs)
if (runs !== undefined && !(Number.isInteger(runs) && runs > 0)) {
  console.error(`--runs ${values.runs} is no number of runs.\nGive a whole number from 1.`)
  process.exit(2)
}

// What is measured runs in groups of its own, which a terminal's signal does not reach.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.once(signal, () => {
    stopAll()
    process.exit(130)
  })

/** Kept off stdout, which is for the result alone. @param {string} line */
const say = (line) => console.error(`  ${line}`)

const before = machine()
const rows = []
if (window) {
  const display = await startDisplay()
  process.env.DISPLAY = display.name
  try {
    rows.push(await windowStart({ electron, root, rounds: rounds ?? 9 }))
  } finally {
    await display.stop()
  }
}
if (command) rows.push(await describeCommand({ electron, root, rounds: rounds ?? 9 }))
if (chosen.overhead) rows.push(...(await overhead({ electron, root, rounds })))
if (historyChosen)
  rows.push(...(await history({ root, node, runs: runs ?? 100_000, rounds: rounds ?? 9, say })))
if (alone) rows.push(...(await isolated({ root, rounds: rounds ?? 9 })))
if (chosen.queue) rows.push(...(await queue({ electron, root, runs: runs ?? 1000, say })))
if (chosen.sweep) rows.push(...(await sweep({ electron, root, points: runs ?? 20, say })))
if (embeddingChosen !== null)
  rows.push(
    ...(await embedding({
      root,
      node,
      electron,
      rounds,
      inElectron: values.electron,
      chosen: embeddingChosen,
      say,
    })),
  )
console.log(values.json ? JSON.stringify({ rows }) : `${before}\n\n${inWords(rows)}`)
