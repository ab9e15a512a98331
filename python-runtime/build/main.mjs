// @ts-check
/** `node python-runtime/build/main.mjs [FOLDER]` makes the runtime, in `python-runtime/env` unless told otherwise. */
import { join, resolve } from 'node:path'
import { inRoot, runtimeFolder, tools } from '../../setup/paths.mjs'
import { Interrupted, stopAll } from '../../setup/process.mjs'
import { buildRuntime } from './build.mjs'
import { BuildError } from './error.mjs'

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, stopAll)
try {
  await buildRuntime({
    target: resolve(process.argv[2] ?? runtimeFolder),
    file: inRoot('environment.yml'),
    lock: join(import.meta.dirname, 'wheels.lock'),
    tools,
    say: (line) => console.log(line),
  })
} catch (error) {
  if (!(error instanceof Interrupted)) {
    // Set-up looks for these two words.
    console.error(`Error: ${error instanceof Error ? error.message : String(error)}`)
    console.error(
      `Next: ${error instanceof BuildError ? error.next : 'This is a fault of the build: please report it.'}`,
    )
  }
  process.exitCode = error instanceof Interrupted ? 130 : 1
}
