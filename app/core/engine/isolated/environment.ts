/** How a worker is started: its arguments and its environment. Pure, so that hostile surroundings can be tested. */
import type { PythonFiles } from '../../runtime/files'

type Environment = Readonly<Record<string, string | undefined>>

/** The variable by which all processes of one Gilder are found, and the one of all processes of one run. */
export const APP_MARK = 'GILDER_APP'
export const RUN_MARK = 'GILDER_RUN'

/** The run's name takes this place once there is one: the kernel keeps what a process was started with. */
const NO_RUN_YET = '.'.repeat(96)

/** What would change the Python that starts, or what it loads. */
const REFUSED = /^(PYTHON|NODE_|ELECTRON_|LD_PRELOAD$|LD_LIBRARY_PATH$|LD_AUDIT$|DYLD_|__PYVENV_LAUNCHER__$)/i

export function workerEnvironment(env: Environment, app: string): Record<string, string> {
  const kept = Object.entries(env).filter(([name, value]) => value !== undefined && !REFUSED.test(name))
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    // Nobody could close a window that a job opens.
    MPLBACKEND: 'Agg',
    [APP_MARK]: app,
    [RUN_MARK]: NO_RUN_YET,
  }
}

/**
 * The module path is set before anything is imported and has no room for a user's own folders. Bytecode is written for
 * our own package alone, where it lies in a folder that may be written: without it each start would take twice as long.
 */
const START = [
  'import sys',
  'sys.path[:] = sys.argv[2:]',
  'sys.dont_write_bytecode = False',
  'from gilder.MODULE import main',
  'main()',
].join('; ')

/** -I: no variables, no user folder; -B: nothing is written beside the runtime's files and the user's. */
export function workerArguments(
  files: PythonFiles,
  pythonPath: string,
  parent: number,
  module: 'worker' | 'worker.zygote' = 'worker',
): readonly string[] {
  const flags = ['-I', '-B', '-X', 'utf8', '-X', 'faulthandler']
  return [...flags, '-c', START.replace('MODULE', module), String(parent), ...files.searchPaths, pythonPath]
}
