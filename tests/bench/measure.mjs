// @ts-check
/**
 * The process of one measurement: `measure.mjs '{"contestant", "measurement", "place", "spawnedAt"}'`. It answers
 * with one line of JSON on descriptor 3, since Python may print what it likes on the others.
 */
import { writeSync } from 'node:fs'
import { NotOffered } from './contestants/session.mjs'
import { measurements } from './rows/list.mjs'

const ANSWER = 3
const { contestant, measurement: name, place, spawnedAt } = JSON.parse(process.argv[2] ?? '')

/** @param {object} answer */
const say = (answer) => writeSync(ANSWER, `${JSON.stringify(answer)}\n`)

try {
  const measurement = measurements.find((one) => one.name === name)
  if (!measurement) throw new Error(`there is no measurement ${name}`)
  const { open } = await import(`./contestants/${contestant}.mjs`)
  say({ values: await measurement.measure(await open(place), { spawnedAt }) })
} catch (error) {
  // node-calls-python rejects with a string.
  const text = error instanceof Error ? error.message : String(error)
  say({ missing: error instanceof NotOffered ? text : `failed: ${text}` })
}
process.exit(0)
