// @ts-check
/** What each command sets up, and what it does then. */
import { spawn } from 'node:child_process'
import { dist } from './dist.mjs'
import { launch } from './launch.mjs'
import { inRoot, node, root, script, tool } from './paths.mjs'
import { goOn } from './process.mjs'
import { clangFormat, nativeSources, pythonSources } from './sources.mjs'
import { setUp } from './step.mjs'
import { addon } from './steps/addon.mjs'
import { app } from './steps/app.mjs'
import { bytecode } from './steps/bytecode.mjs'
import { clangStep } from './steps/clang.mjs'
import { electron } from './steps/electron.mjs'
import { numpyTests } from './steps/numpy-tests.mjs'
import { packages } from './steps/packages.mjs'
import { runtime } from './steps/runtime.mjs'
import { system } from './steps/system.mjs'
import { tools } from './steps/tools.mjs'

/** @param {{ forTests: boolean }} options */
const everything = (options) => [system(options), packages, electron, tools, runtime, bytecode, addon, app]
const forTests = [...everything({ forTests: true }), numpyTests]

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function show(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], { cwd: root, stdio: 'inherit' })
    // The signal of a terminal reaches the child by itself; it decides how to end.
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
      process.on(signal, () => signal === 'SIGTERM' && child.kill(signal))
    child.once('error', () => resolve(127))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** @param {readonly (readonly [string, readonly string[]])[]} programs */
async function showAll(programs) {
  let code = 0
  for (const [program, args] of programs) code = (await show(program, args)) || code
  return code
}

const biome = script('@biomejs/biome/bin/biome')

/** @type {Readonly<Record<string, { steps: readonly import('./step.mjs').Step[], act: (args: readonly string[]) => Promise<number> }>>} */
export const commands = {
  start: { steps: everything({ forTests: false }), act: launch },
  test: {
    steps: forTests,
    act: (args) => show(node, [inRoot('tests', 'run', 'main.mjs'), ...args]),
  },
  sanitize: {
    steps: [system({ forTests: true }), packages, tools, runtime, bytecode],
    act: (args) => show(node, [inRoot('tests', 'sanitize', 'main.mjs'), ...args]),
  },
  fuzz: {
    steps: [system({ forTests: false }), clangStep, packages, tools, runtime, bytecode, addon],
    act: (args) => show(node, [inRoot('tests', 'fuzz', 'main.mjs'), ...args]),
  },
  numpy: {
    steps: [system({ forTests: false }), packages, tools, runtime, bytecode, addon, numpyTests],
    act: (args) => show(node, [inRoot('tests', 'numpy', 'main.mjs'), ...args]),
  },
  packs: {
    steps: everything({ forTests: false }),
    act: (args) => show(node, [inRoot('tests', 'packs', 'main.mjs'), ...args]),
  },
  setup: { steps: forTests, act: async () => 0 },
  // What `gilder --repair` does in a checkout: the files are damaged, which inputs and outputs do not show.
  repair: {
    steps: [system({ forTests: false }), packages, tools, { ...runtime, current: () => false }, bytecode],
    act: async () => 0,
  },
  build: { steps: everything({ forTests: false }), act: async () => 0 },
  dist: { steps: everything({ forTests: false }), act: dist },
  bench: {
    steps: everything({ forTests: true }),
    act: (args) => show(node, [inRoot('tests', 'bench', 'main.mjs'), ...args]),
  },
  lint: {
    steps: [packages, tools],
    act: (args) => show(node, [inRoot('tests', 'run', 'main.mjs'), 'lint', ...args]),
  },
  format: {
    steps: [packages, tools],
    act: () =>
      showAll([
        [node, [biome, 'check', '--write']],
        [tool('ruff'), ['check', '--no-cache', '--fix', '--quiet', ...pythonSources]],
        [tool('ruff'), ['format', '--no-cache', ...pythonSources]],
        [clangFormat, ['-i', ...nativeSources()]],
      ]),
  },
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function run(name, args) {
  const command = commands[name]
  if (!command) throw new Error(`There is no command ${name}: ${Object.keys(commands).join(', ')}.`)
  if (!(await setUp(command.steps))) return 1
  goOn()
  return command.act(args)
}
