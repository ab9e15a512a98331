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
  const runtime = state === 'ok' ? `Python ${python} in ${folder}\n${told.join(', ')}\n` : `${message}\n`
  screen.out(`Gilder ${core.version}\n${runtime}`)
  return exitCodes.ok
}
