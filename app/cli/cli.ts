/** Entry of the command line. Python takes longest to start: it begins first, and the rest is loaded beside it. */
import { homedir } from 'node:os'
import { dirname } from 'node:path'
import { Interpreter } from '../core/engine/interpreter'
import { IsolatedEngine } from '../core/engine/isolated/engine'
import { host } from '../core/engine/names'
import { layout } from '../core/layout'
import { forgetSurroundings } from '../core/runtime/surroundings'
import { foresee } from './arguments/foresee'
import { claimStdout } from './terminal/claim'
import { Output } from './terminal/output'

const argv = process.argv.slice(2)
const { data, need, isolated: alone, several } = foresee(argv)
const place = layout({
  appRoot: dirname(dirname(__dirname)),
  resourcesPath: null,
  env: data === null ? process.env : { ...process.env, GILDER_DATA: data },
  platform: process.platform,
  home: homedir(),
})
// Programs that jobs start are no part of how this one was started.
forgetSurroundings(process.env)
// Told by the launcher, which alone could see it.
const ignored = (process.env.GILDER_IGNORED ?? '').split(',')
delete process.env.GILDER_IGNORED

async function begin(): Promise<void> {
  const output = new Output()
  const interpreter = new Interpreter(place, async (addon) => {
    // One call after the other and this one first: inside of Electron, threads that take turns at the GIL while packages
    // are imported cost the whole command 0.15 to 0.25 s on two cores.
    if (need === 'packages') await addon.call(host.preload, []).result.catch(() => {})
    await claimStdout(addon, output)
  })
  const isolated = new IsolatedEngine({
    runtime: () => interpreter.runtime(),
    pythonPath: place.pythonPath,
    env: process.env,
    spare: several,
  })
  if (alone && need !== 'nothing') {
    isolated.begin(need === 'packages')
    await interpreter.runtime()
  } else if (need !== 'nothing') {
    interpreter.start().catch(() => {})
    // Once its files have been looked at, Python is on its way on a thread of its own, and this one is free.
    await interpreter.runtime()
  }
  const { main } = await import('./main')
  await main(argv, { layout: place, interpreter, isolated, output, ignored })
}

begin().catch((error: unknown) => {
  process.stderr.write(`gilder: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(6)
})
