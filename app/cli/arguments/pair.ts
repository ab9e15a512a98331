/** What stands behind --param. */
import { GilderError } from '../../contract/error'

export function splitParam(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1)]
  throw new GilderError({
    kind: 'parameters',
    message: `--param ${text} has no value.`,
    hint: 'Write it as --param name=value.',
  })
}
