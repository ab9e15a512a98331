// @ts-check
/** The native addon that the app loads. */
import { addonIn, compileAddon, runtimePython } from '../compile-addon.mjs'
import { inRoot } from '../paths.mjs'

const folder = inRoot('native', 'build')

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
    except: ['native/build', 'native/fuzz'],
    facts: { python: runtimePython(), platform: process.platform, arch: process.arch },
  }),
  outputs: () => [addonIn(folder)],
  async run(task) {
    await compileAddon(folder, [], task)
    return undefined
  },
}
