// @ts-check
/** Starts what set-up has made: the window without arguments, with a data folder or files to open, else the command line. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { electron, inRoot, root } from './paths.mjs'
import { complain, warn } from './screen.mjs'

/**
 * npm's own variables are none of the app's business.
 * @param {NodeJS.ProcessEnv} env
 */
export const withoutNpm = (env) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_/i.test(name)))

/**
 * Nothing, a data folder, files of jobs to open. The launchers of the packed app tell the two apart the same way.
 * @param {readonly string[]} args
 */
function isForWindow(args) {
  const words = args.filter((word) => !word.startsWith('--data='))
  const at = words.indexOf('--data')
  if (at >= 0) {
    const [, folder = '--'] = words.splice(at, 2)
    if (folder.startsWith('--')) return false
  }
  return words.every((word) => !word.startsWith('-') && /\.(pyw?|ipynb)$/i.test(word))
}

/**
 * What to start, or why it cannot be.
 * @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, platform: NodeJS.Platform, root: boolean }} world
 * @returns {{ args: readonly string[], env: NodeJS.ProcessEnv, warning?: string } | { problem: string }}
 */
export function plan(args, { env, platform, root: isRoot }) {
  const clean = withoutNpm(env)
  const forWindow = isForWindow(args)
  // Electron as Node needs no display.
  if (!forWindow)
    return { args: [inRoot('out', 'cli', 'cli.cjs'), ...args], env: { ...clean, ELECTRON_RUN_AS_NODE: '1' } }
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY)
    return {
      problem:
        'There is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are not set).\n' +
        '  Next: start it in a desktop session, or use the command line: npm start -- --help',
    }
  if (platform === 'linux' && isRoot)
    return {
      args: ['--no-sandbox', root, ...args],
      env: clean,
      warning: "Started as root, where Chromium's sandbox cannot work: it is off. Use an ordinary account.",
    }
  return { args: [root, ...args], env: clean }
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function launch(args) {
  const isRoot = process.getuid?.() === 0
  const planned = plan(args, { env: process.env, platform: process.platform, root: isRoot })
  if ('problem' in planned) {
    complain(planned.problem)
    return 1
  }
  if (planned.warning) warn(planned.warning)
  // npm changes to the project's folder; the paths a person gives are relative to where they typed them.
  const typedIn = process.env.INIT_CWD
  const cwd = args.length > 0 && typedIn && existsSync(typedIn) ? typedIn : process.cwd()
  const child = spawn(electron, [...planned.args], { cwd, env: planned.env, stdio: 'inherit' })

  // Ctrl+C in a terminal reaches the child as well; here it only must not end this process before the child.
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  process.on('SIGINT', () => terminal || child.kill('SIGINT'))
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal))

  return new Promise((resolve) => {
    child.once('error', (error) => {
      complain(
        `Electron does not start: ${error.message}\n  Next: delete .cache/electron and run the command again.`,
      )
      resolve(1)
    })
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}
