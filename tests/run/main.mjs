// @ts-check
/**
 * Runs the suites that are named, else all, one after the other; ends with a line `N passed, N failed` and with an exit
 * code to match.
 */
import { Interrupted, stopAll } from '../../setup/process.mjs'
import { startLine } from '../../setup/screen.mjs'
import { broken, inWords, sum } from './result.mjs'
import { runSuite, suites } from './suites.mjs'

const named = process.argv.slice(2)
const unknown = named.filter((name) => !suites.some((suite) => suite.name === name))
if (unknown.length > 0) {
  const known = suites.map(({ name }) => name).join(', ')
  console.error(`There is no suite ${unknown.join(', ')}; there are: ${known}.`)
  process.exit(2)
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, stopAll)

/** @param {import('./suites.mjs').Suite} suite */
async function show(suite) {
  const line = startLine(suite.name)
  try {
    const result = await runSuite(suite, line.say)
    line.clear()
    console.log(`${suite.name.padEnd(24)}${inWords(result)}  (${line.seconds().toFixed(1)} s)`)
    for (const { name, text } of result.failures)
      console.log(`\n  FAILED ${suite.name}: ${name}\n${text.trimEnd().replace(/^/gm, '    ')}\n`)
    return result
  } catch (error) {
    line.clear()
    if (error instanceof Interrupted) throw error
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    console.log(`${suite.name.padEnd(24)}could not run\n${text}`)
    return broken(suite.name, text)
  }
}

try {
  const chosen = named.length > 0 ? suites.filter(({ name }) => named.includes(name)) : suites
  /** @type {import('./result.mjs').Result[]} */
  const results = []
  for (const suite of chosen) results.push(await show(suite))
  const total = sum(results)
  console.log(`\n${inWords(total)}`)
  process.exitCode = total.failures.length > 0 || total.passed === 0 ? 1 : 0
} catch (error) {
  if (!(error instanceof Interrupted)) throw error
  console.error('Stopped.')
  process.exitCode = 130
}
