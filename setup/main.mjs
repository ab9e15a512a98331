// @ts-check
/** `node setup/main.mjs start|test|… [arguments]`: needs nothing but Node 20, and makes whatever else is missing. */
import { run } from './commands.mjs'
import { Interrupted, stopAll } from './process.mjs'
import { complain } from './screen.mjs'

const [name = 'start', ...args] = process.argv.slice(2)
if (Number(process.versions.node.split('.')[0]) < 20) {
  complain(
    `Node ${process.versions.node} is too old.\n  Next: install Node 20 or newer and run the command again.`,
  )
  process.exit(1)
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, stopAll)
try {
  process.exitCode = await run(name, args)
} catch (error) {
  if (error instanceof Interrupted) complain('Stopped; the next start goes on from here.')
  else complain(error instanceof Error ? error.message : String(error))
  process.exitCode = error instanceof Interrupted ? 130 : 1
}
