// @ts-check
/** The app's four bundles in `out/`, by electron-vite. */
import { StepError } from '../failure.mjs'
import { inRoot, node, script } from '../paths.mjs'

/** @type {import('../step.mjs').Step} */
export const app = {
  name: 'app',
  title: 'App',
  inputs: () => ({
    files: ['app', 'electron.vite.config.ts', 'package.json', 'package-lock.json'],
    facts: {},
  }),
  outputs: () =>
    ['main/main.cjs', 'preload/preload.cjs', 'renderer/index.html', 'cli/cli.cjs'].map((name) =>
      inRoot('out', name),
    ),
  async run({ exec }) {
    const { code, output } = await exec(node, [script('electron-vite/bin/electron-vite.js'), 'build'])
    if (code === 0) return undefined
    const fault = /^.*\b(error|Error)\b.*$/m.exec(output)?.[0]?.trim()
    throw new StepError(
      `The app could not be built${fault ? `: ${fault}` : '.'}`,
      'Correct what the log says and run the command again.',
    )
  },
}
