// @ts-check
/**
 * Runs suites, all or those that are named; ends with a line `N passed, N failed` and with an exit code to match.
 */
import { availableParallelism } from 'node:os'
import { Interrupted, stopAll } from '../../setup/process.mjs'
import { startBoard } from './board.mjs'
import { inLanes } from './lanes.mjs'
import { broken, inWords, sum } from './result.mjs'

/** @typedef {(context: { readonly say: (line: string) => void }) => Promise<import('./result.mjs').Result>} Run */
/** @typedef {{ readonly name: string, readonly run: Run, readonly sharing?: string }} Runnable `sharing`: as for `inLanes` */

/** Much of a suite is waiting for processes and clocks: two at a time keep two cores busy, more disturb each other. */
const LANES = Math.min(2, availableParallelism())

/**
 * @param {Runnable} suite
 * @param {ReturnType<typeof startBoard>} board
 */
async function show({ name, run }, board) {
  const line = board.add(name)
  try {
    const result = await run({ say: line.say })
    line.clear()
    console.log(`${name.padEnd(24)}${inWords(result)}  (${line.seconds().toFixed(1)} s)`)
    for (const failure of result.failures)
      console.log(`\n  FAILED ${name}: ${failure.name}\n${failure.text.trimEnd().replace(/^/gm, '    ')}\n`)
    return result
  } catch (error) {
    line.clear()
    if (error instanceof Interrupted) throw error
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    console.log(`${name.padEnd(24)}could not run\n${text}`)
    return broken(name, text)
  }
}

/**
 * @param {readonly Runnable[]} suites
 * @param {readonly string[]} named
 * @param {number} [lanes] how many at a time
 */
export async function showAll(suites, named, lanes = LANES) {
  const unknown = named.filter((name) => !suites.some((suite) => suite.name === name))
  if (unknown.length > 0) {
    const known = suites.map(({ name }) => name).join(', ')
    console.error(`There is no suite ${unknown.join(', ')}; there are: ${known}.`)
    process.exitCode = 2
    return
  }
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, stopAll)
  try {
    const chosen = named.length > 0 ? suites.filter(({ name }) => named.includes(name)) : suites
    /** @type {import('./result.mjs').Result[]} */
    const results = []
    const board = startBoard()
    await inLanes(chosen, lanes, async (suite) => {
      results.push(await show(suite, board))
    }).finally(board.stop)
    const total = sum(results)
    console.log(`\n${inWords(total)}`)
    process.exitCode = total.failures.length > 0 || total.passed === 0 ? 1 : 0
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    console.error('Stopped.')
    process.exitCode = 130
  }
}
