// @ts-check
/** The history of a data folder with very many runs: what its reader waits for, and what everything else does. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { fillStore } from './history/fill.mjs'
import { measureHistory } from './history/measure.mjs'
import { keeps } from './row.mjs'

/** The part of the core that is measured, as one file that Node can run. @param {string} root @param {string} folder */
async function bundle(root, folder) {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'tests/bench/history/core.ts'),
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: 'core.mjs' } },
    },
  })
  return join(folder, 'core.mjs')
}

/**
 * @param {{ root: string, node: string, runs: number, rounds: number, say: (line: string) => void }} at
 * @returns {Promise<readonly import('./row.mjs').Row[]>}
 */
export async function history({ root, node, runs, rounds, say }) {
  const folder = mkdtempSync(join(tmpdir(), 'gilder-bench-'))
  try {
    const core = await bundle(root, join(folder, 'bundle'))
    say(`history: making ${runs} run folders`)
    fillStore(join(folder, 'data', 'runs'), runs)
    say('history: measuring')
    const measured = await measureHistory({ node, core, data: join(folder, 'data'), rounds })
    /** @param {string} row @param {string} unit @param {number} gilder @param {number} target @param {number | null} floor */
    const rowOf = (row, unit, gilder, target, floor = null) => ({
      row: `${row}, ${runs} runs`,
      unit,
      better: /** @type {const} */ ('lower'),
      gilder,
      peers: {},
      missing: {},
      floor,
      against: null,
      ratio: null,
      target,
      ok: keeps('lower', gilder, target),
    })
    const { rebuild, plain, delay, worst, start, first, common, rare, compared } = measured
    return [
      rowOf('making the index anew (floor: reading the records)', 's', rebuild, 30, plain),
      rowOf('event loop meanwhile, 99th percentile', 'ms', delay, 10),
      rowOf('event loop meanwhile, worst', 'ms', worst, 50),
      rowOf('start of the process to the first page', 'ms', start, 1000),
      rowOf('first page of 200, from their folders', 'ms', first, 100),
      rowOf('search for a word that most runs have', 'ms', common, 50),
      rowOf('search for a word that ten runs have', 'ms', rare, 50),
      rowOf('search by a compared parameter', 'ms', compared, 50),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
