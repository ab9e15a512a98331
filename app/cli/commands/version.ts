import { exitCodes } from '../exit-code'
import { jsonLine } from '../json-line'
import type { Context } from './context'

/** What people ask for by name; --json has them all. */
const TOLD = [
  'numpy',
  'pandas',
  'pyarrow',
  'scipy',
  'scikit-learn',
  'matplotlib',
  'pydantic',
  'torch',
  'dask',
]

/** --version; answers without a usable runtime too, since that is when it is asked for. */
export async function version({ core, shared, screen }: Context): Promise<number> {
  const { state, message, python, packages, folder } = await core.runtime()
  if (shared.json) {
    const runtime = { state, folder, message }
    screen.out(jsonLine({ type: 'version', gilder: core.version, python, packages, runtime }))
    return exitCodes.ok
  }
  const told = TOLD.filter((name) => packages[name] !== undefined).map((name) => `${name} ${packages[name]}`)
  // An environment of the user's own may hold none of them.
  const runtime = state === 'ok' ? [`Python ${python} in ${folder}`, told.join(', ')] : [message]
  const said = [`Gilder ${core.version}`, ...runtime].filter((line) => line !== '')
  screen.out(said.map((line) => `${line}\n`).join(''))
  return exitCodes.ok
}
