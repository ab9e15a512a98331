// @ts-check
/**
 * `npm run test:packs`: the pack TensorFlow from the package index, as a user installs it, and a job that uses it beside
 * PyTorch. Not part of `npm test`, which needs no network once it is set up.
 */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electron, inRoot, runtimeFolder } from '../../setup/paths.mjs'

const folder = mkdtempSync(join(tmpdir(), 'gilder packs '))
const data = join(folder, 'data')

/**
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number | null, out: string, err: string }>}
 */
function gilder(...args) {
  console.log(`gilder ${args.join(' ')}`)
  const env = { ...process.env, GILDER_DATA: data, GILDER_TRUST: '1', ELECTRON_RUN_AS_NODE: '1' }
  const child = spawn(electron, [inRoot('out', 'cli', 'cli.cjs'), ...args], { cwd: folder, env })
  let [out, err] = ['', '']
  child.stdout.on('data', (text) => {
    out += text
  })
  child.stderr.on('data', (text) => {
    err += text
    process.stderr.write(text)
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })))
}

let failures = 0
/**
 * @param {string} what
 * @param {boolean} holds
 * @param {unknown} [seen]
 */
function check(what, holds, seen) {
  console.log(`${holds ? '✓' : '✗'} ${what}${holds || seen === undefined ? '' : `: ${JSON.stringify(seen)}`}`)
  if (!holds) failures += 1
}

/** Names and sizes of all that the runtime holds: a pack must not change it. */
const runtimeNow = () => readdirSync(runtimeFolder, { recursive: true }).toSorted().join('\n')

try {
  cpSync(inRoot('tests', 'packs', 'both.py'), join(folder, 'both.py'))
  const before = runtimeNow()
  const refused = await gilder('--run', 'both.py', '--json')
  check('without the pack the job is refused before it starts', refused.code === 3, refused)
  check('and the refusal says how to install it', refused.err.includes('gilder --install-pack tensorflow'))
  check(
    'and nothing is on disk',
    !existsSync(join(data, 'runs')) || readdirSync(join(data, 'runs')).length === 0,
  )

  const started = performance.now()
  const installed = await gilder('--install-pack', 'tensorflow')
  check('the pack is installed', installed.code === 0, installed)
  console.log(`  in ${((performance.now() - started) / 1000).toFixed(0)} s`)

  const run = await gilder('--run', 'both.py', '--json')
  check('the job is done', run.code === 0, run.err)
  const last = JSON.parse(run.out.trimEnd().split('\n').at(-1) ?? '{}')
  /** @type {Record<string, any>} */
  const found = Object.fromEntries(
    (last.results?.[0]?.preview?.rows ?? []).map((/** @type {any} */ { name, value }) => [name, value]),
  )
  console.log(`  ${JSON.stringify(found)}`)
  check('both libraries compute the same product', found.difference < 1e-3, found)
  check('a Keras model learns', found.last_loss < found.first_loss / 10, found)
  check('PyTorch computes gradients beside it', found.gradient > 0, found)
  check("NumPy is the runtime's", found.numpy_in_runtime === true, found)
  check('TensorFlow is the pack’s', found.tensorflow_in_pack === true, found)
  check('the runtime is as it was', runtimeNow() === before)

  const removed = await gilder('--remove-pack', 'tensorflow')
  check('the pack is removed', removed.code === 0 && readdirSync(join(data, 'packs')).length === 0, removed)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = failures === 0 ? 0 : 1
