// @ts-check
/**
 * Gilder's addon beside its peers and the floor. Each measurement of each contestant has a process of its own, and
 * the contestants take turns, A B C A B C …, so that the machine's drift meets all alike.
 */
import { join, resolve } from 'node:path'
import { contestants } from './contestants/list.mjs'
import { judge } from './judge.mjs'
import { preparePeers } from './peers/prepare.mjs'
import { measureOnce } from './process.mjs'
import { measurements } from './rows/list.mjs'

/**
 * @typedef {object} Measurement
 * @property {string} name
 * @property {(session: import('./contestants/session.mjs').Session, at: { spawnedAt: number }) => Promise<Record<string, number>>} measure
 * @property {'fewer'} [rounds] for one that takes long, and varies little
 * @property {boolean} [ends] whether the end of the process is measured too
 * @property {(values: Record<string, number>, endedAt: number) => Record<string, number>} [finish]
 * @property {readonly import('./judge.mjs').Judged[]} judged the rows of the table
 */

const ROUNDS = 5
/** As many as libuv's pool has, which is what in-process peers run on. */
const THREADS = 4
const PATIENCE = 60_000
/** Five seconds of not ending are as good as never. */
const PATIENCE_TO_END = 5_000

/** @type {readonly string[]} */
export const embeddingRows = measurements.map(({ name }) => name)

/**
 * @param {object} at
 * @param {string} at.root
 * @param {string} at.node
 * @param {string} at.electron
 * @param {number | undefined} at.rounds
 * @param {boolean} at.inElectron
 * @param {readonly string[]} at.chosen names of rows; none for all
 * @param {(line: string) => void} at.say
 */
export async function embedding({ root, node, electron, rounds = ROUNDS, inElectron, chosen, say }) {
  const home = resolve(process.env.GILDER_RUNTIME ?? join(root, 'python-runtime/env'))
  const { absent, env } = await preparePeers({ root, home, say })
  const host = {
    command: inElectron ? electron : node,
    env: { ...env, ...(inElectron ? { ELECTRON_RUN_AS_NODE: '1' } : {}) },
  }
  const rows = []
  for (const measurement of measurements) {
    if (chosen.length > 0 && !chosen.includes(measurement.name)) continue
    const times = measurement.rounds === 'fewer' ? Math.ceil(rounds / 2) : rounds
    /** @type {{ contestant: import('./contestants/list.mjs').Contestant, rounds: Record<string, number>[], missing: string | null }[]} */
    const all = contestants.map((contestant) => ({
      contestant,
      rounds: [],
      missing: absent[contestant.name] ?? null,
    }))
    for (let round = 0; round < times; round++) {
      for (const series of all) {
        if (series.missing !== null) continue
        say(`${measurement.name}, round ${round + 1} of ${times}: ${series.contestant.name}`)
        const outcome = await measureOnce({
          ...host,
          order: {
            contestant: series.contestant.name,
            measurement: measurement.name,
            place: { root, home, threads: THREADS },
          },
          ends: measurement.ends === true,
          patience: PATIENCE,
          patienceToEnd: PATIENCE_TO_END,
        })
        // One failure is enough: what works only now and then is no number.
        if ('missing' in outcome) series.missing = outcome.missing
        else series.rounds.push(measurement.finish?.(outcome.values, outcome.endedAt) ?? outcome.values)
      }
    }
    for (const judged of measurement.judged) {
      rows.push({ name: measurement.name, host: inElectron ? 'electron' : 'node', ...judge(judged, all) })
    }
  }
  return rows
}
