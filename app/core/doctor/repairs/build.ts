/** Makes the runtime again, by the same steps that `npm start` takes. What is there stays until the new one is whole. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { GilderError } from '../../../contract/error'
import { exists } from '../../runtime/prefix'
import type { Surgery } from '../repair'

const HINT = 'Run "npm run setup" in the checkout: it says what is in the way.'

/** Answers with what was done. */
export async function buildAgain({ layout, say }: Surgery): Promise<string> {
  const modules = join(layout.appRoot, 'node_modules')
  const node =
    process.platform === 'win32' ? join(modules, 'node', 'bin', 'node.exe') : join(modules, '.bin', 'node')
  const steps = join(layout.appRoot, 'setup', 'main.mjs')
  for (const file of [node, steps])
    if (!(await exists(file))) throw fault(`The runtime cannot be made again: ${file} is missing.`)
  say('Making the Python runtime again; this takes a few minutes.')
  const code = await show(node, [steps, 'repair'], layout.appRoot, say)
  if (code !== 0) throw fault('The runtime could not be made again.')
  return `The Python runtime was made again in ${layout.runtime}.`
}

function show(
  node: string,
  args: readonly string[],
  cwd: string,
  say: (line: string) => void,
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(node, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', say)
    child.once('error', () => resolve(127))
    child.once('close', (code) => resolve(code ?? 1))
  })
}

const fault = (message: string): GilderError => new GilderError({ kind: 'runtime', message, hint: HINT })
