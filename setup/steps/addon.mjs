// @ts-check
/** The native addon, by cmake-js. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StepError } from '../failure.mjs'
import { inRoot, node, runtimeFolder, script } from '../paths.mjs'

const output = inRoot('native', 'build', 'Release', 'gilder.node')

const python = () => JSON.parse(readFileSync(join(runtimeFolder, 'runtime.json'), 'utf8')).python

/** The runtime's own headers: nothing of this machine's Python is used. */
const headers = () =>
  join(
    runtimeFolder,
    'include',
    process.platform === 'win32' ? '' : `python${python().split('.').slice(0, 2).join('.')}`,
  )

/** @type {import('../step.mjs').Step} */
export const addon = {
  name: 'addon',
  title: 'Native addon',
  inputs: () => ({
    files: [
      'native',
      'node_modules/node-addon-api/package.json',
      'node_modules/node-api-headers/package.json',
    ],
    except: ['native/build'],
    facts: { python: python(), platform: process.platform, arch: process.arch },
  }),
  outputs: () => [output],
  async run({ exec, say }) {
    const { code, output: text } = await exec(
      node,
      [
        script('cmake-js/bin/cmake-js'),
        ...[
          'compile',
          '--directory',
          inRoot('native'),
          '--out',
          inRoot('native', 'build'),
          '--parallel',
          '2',
        ],
        `--CDGILDER_PYTHON_INCLUDE=${headers()}`,
      ],
      {
        onLine(line) {
          // Make's words are `[ 40%] Building …`, Ninja's `[3/12] Building …`.
          const progress = /^\[\s*(\d+%|\d+\/\d+)\] (.*)/.exec(line)
          say(progress ? `${progress[1]} ${progress[2]?.split('/').at(-1)}` : line)
        },
      },
    )
    if (code === 0) return undefined
    const fault = /^.*error[: ].*$/m.exec(text)?.[0]
    throw new StepError(
      `The addon could not be compiled${fault ? `: ${fault}` : '.'}`,
      'Correct what the compiler says, or delete native/build to start afresh, and run the command again.',
    )
  },
}
