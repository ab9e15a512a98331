/** Where a text stops being JSON. Not every version of V8 says so, and those that do say it in different words. */

const SPACE = /[ \t\n\r]*/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them within quotes
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** The index of the first character that cannot stand there; the length of the text when it ends too early. */
export function faultIn(text: string): number {
  let at = 0
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    at += found?.length ?? 0
    return found !== undefined
  }
  const take = (character: string): boolean => {
    skip(SPACE)
    const taken = text[at] === character
    if (taken) at += 1
    return taken
  }
  const pair = (): boolean => take('"') && back() && skip(STRING) && take(':') && value()
  const back = (): boolean => {
    at -= 1
    return true
  }
  const several = (end: string, one: () => boolean): boolean => {
    if (take(end)) return true
    do if (!one()) return false
    while (take(','))
    return take(end)
  }
  const value = (): boolean => {
    if (take('{')) return several('}', pair)
    if (take('[')) return several(']', value)
    return skip(STRING) || skip(SCALAR)
  }
  if (value()) skip(SPACE)
  return at
}
