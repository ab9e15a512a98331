/** The few arguments the window itself takes; everything else belongs to the command line. */
import { parseArgs } from 'node:util'

/** Chromium and Playwright add switches of their own, so what is not ours is passed over in silence. */
export function dataArgument(argv: readonly string[]): string | null {
  const { values } = parseArgs({ args: [...argv], options: { data: { type: 'string' } }, strict: false })
  return typeof values.data === 'string' && values.data !== '' ? values.data : null
}
