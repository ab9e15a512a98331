// @ts-check
/** The native addon by cmake-js, into a build folder of its own for each kind of build. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StepError } from './failure.mjs'
import { inRoot, node, runtimeFolder, script } from './paths.mjs'

export const runtimePython = () =>
  JSON.parse(readFileSync(join(runtimeFolder, 'runtime.json'), 'utf8')).python

/** The runtime's own headers: nothing of this machine's Python is used. */
export const headers = () =>
  join(
    runtimeFolder,
    'include',
    process.platform === 'win32' ? '' : `python${runtimePython().split('.').slice(0, 2).join('.')}`,
  )

/** @param {string} folder where it is built */
export const addonIn = (folder) => join(folder, 'Release', 'gilder.node')

/**
 * @param {string} folder where to build it
 * @param {readonly string[]} settings for CMake, as `NAME=VALUE`
 * @param {Pick<import('./step.mjs').Task, 'exec' | 'say'>} task
 */
export async function compileAddon(folder, settings, { exec, say }) {
  const { code, output } = await exec(
    node,
    [
      script('cmake-js/bin/cmake-js'),
      ...['compile', '--directory', inRoot('native'), '--out', folder, '--parallel', '2'],
      ...[`GILDER_PYTHON_INCLUDE=${headers()}`, ...settings].map((setting) => `--CD${setting}`),
    ],
    {
      onLine(line) {
        // Make's words are `[ 40%] Building …`, Ninja's `[3/12] Building …`.
        const progress = /^\[\s*(\d+%|\d+\/\d+)\] (.*)/.exec(line)
        say(progress ? `${progress[1]} ${progress[2]?.split('/').at(-1)}` : line)
      },
    },
  )
  if (code === 0) return
  const fault = /^.*error[: ].*$/m.exec(output)?.[0]
  throw new StepError(
    `The addon could not be compiled${fault ? `: ${fault}` : '.'}`,
    `Correct what the compiler says, or delete ${folder} to start afresh, and run the command again.`,
  )
}
