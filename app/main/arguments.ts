/** The few arguments the window itself takes; everything else belongs to the command line. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parseReference } from '../core/catalog/reference'

/** Chromium and Playwright add switches of their own, so what is not ours is passed over in silence. */
export function dataArgument(argv: readonly string[]): string | null {
  const { values } = parseArgs({ args: [...argv], options: { data: { type: 'string' } }, strict: false })
  return typeof values.data === 'string' && values.data !== '' ? values.data : null
}

/** Files of jobs to open, by whole paths: `gilder mine.py`. */
export function fileArguments(argv: readonly string[], cwd: string): readonly string[] {
  const { positionals } = parseArgs({
    args: [...argv.slice(1)],
    options: { data: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  })
  return positionals.filter((word) => parseReference(word).type === 'file').map((word) => resolve(cwd, word))
}
