/** What the machine has set up for other programs, and must reach neither our Python nor the programs that jobs start. */

/** Settings of a user's own Python, of whatever version, and of a user's own Node. */
const FOREIGN = /^(PYTHON[A-Z]*|__PYVENV_LAUNCHER__|NODE_OPTIONS|NODE_PATH|ELECTRON_RUN_AS_NODE)$/i

/** To be called before Python starts: it takes its `os.environ` from there, and a program of a job its own. */
export function forgetSurroundings(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(env)) if (FOREIGN.test(name)) delete env[name]
}
