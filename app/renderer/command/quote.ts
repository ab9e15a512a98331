/** One argument, quoted for the shell somebody will paste it into. */

/** What no shell looks at twice. */
const PLAIN = /^[\w@%+=:,./-]+$/

export function quoteForPosix(text: string): string {
  if (PLAIN.test(text)) return text
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/**
 * PowerShell. Inside single quotes only the quote itself is special, and it takes the typographic ones for quotes
 * too. A double quote needs its backslash because programs are started by a command line that is split again.
 */
export function quoteForPowerShell(text: string): string {
  // A comma makes a list there, an @ or % at the start means something else.
  if (/^[\w+=:./\\-]+$/.test(text)) return text
  const inner = text.replace(/(\\*)"/g, '$1$1\\"').replace(/['‘’‚‛]/g, '$&$&')
  return `'${inner}'`
}

export const quoteFor = (platform: string): ((text: string) => string) =>
  platform === 'win32' ? quoteForPowerShell : quoteForPosix
