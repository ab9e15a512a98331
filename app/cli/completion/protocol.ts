/**
 * What the scripts for the shells and this program say to each other. They call `gilder --complete .TYPED WORD…`: the word
 * at the cursor first, behind a dot so that no shell drops an empty one, then those before it without the program. Three
 * lines answer (`none`, `files` or `folders`; what of the word is no part of the path; endings such as `.py,.pyw`), then
 * a line for each word that fits, a tab, and what it is.
 */
import type { Answer } from './answer'

export const COMPLETE = '--complete'

export interface Question {
  readonly typed: string
  readonly words: readonly string[]
}

export const questionOf = ([first = '', ...words]: readonly string[]): Question => ({
  typed: first.slice(1),
  words,
})

export function answerText({ words, paths, before, endings }: Answer): string {
  const line = (text: string): string => text.replace(/[\n\t]+/g, ' ')
  const rows = words.map(({ text, help }) => `${line(text)}\t${line(help)}`)
  return [paths, before, endings.join(','), ...rows].map((row) => `${row}\n`).join('')
}
