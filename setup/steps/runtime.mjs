// @ts-check
/** The Python that Gilder carries. `python-runtime/build/` makes it; here it is only started. */
import { join } from 'node:path'
import { StepError } from '../failure.mjs'
import { inRoot, node, runtimeFolder } from '../paths.mjs'

/** @type {import('../step.mjs').Step} */
export const runtime = {
  name: 'runtime',
  title: 'Python runtime',
  inputs: () => ({
    files: ['environment.yml', 'python-runtime/build'],
    facts: { platform: process.platform, arch: process.arch },
  }),
  outputs: () => [join(runtimeFolder, 'runtime.json')],
  async run({ exec }) {
    const { code, output } = await exec(node, [inRoot('python-runtime', 'build', 'main.mjs')])
    if (code === 0) return output.split('\n').at(-1)
    const told = (/** @type {string} */ word) => new RegExp(`^${word}: (.*)$`, 'm').exec(output)?.[1]
    throw new StepError(
      told('Error') ?? `The build of the runtime ended with code ${code}.`,
      told('Next') ?? 'Read its log.',
    )
  },
}
