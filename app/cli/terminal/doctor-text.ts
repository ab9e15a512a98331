/** What was found as text: a word that says how it is, what it is about, the sentence, and below it what to do. */
import { CheckName, type Finding } from '../../contract/doctor'
import type { Summary } from '../../core/doctor/doctor'
import type { Repaired } from '../../core/doctor/repair'
import { plainLine } from './plain'
import { padEnd } from './width'
import { wrap } from './wrap'

const STATE = 'problem'.length
const NAME = Math.max(...CheckName.options.map((name) => name.length))
const INDENT = STATE + NAME + 4
/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 100

export const findingText = ({ state, check, message, hint }: Finding, columns: number): string =>
  entry(state, check, message, hint, columns)

const states = { nothing: 'ok', done: 'done', failed: 'failed' } as const

export const repairText = ({ state, what, message, hint }: Repaired, columns: number): string =>
  `${entry(states[state], what, message, hint, columns)}\n`

function entry(state: string, name: string, message: string, hint: string | null, columns: number): string {
  const lines = [message, ...(hint === null ? [] : [hint])].flatMap((text) =>
    wrap(plainLine(text), Math.min(columns, WIDEST) - INDENT),
  )
  const head = `${padEnd(state, STATE)}  ${padEnd(name, NAME)}  `
  return lines.map((line, index) => `${index === 0 ? head : ' '.repeat(INDENT)}${line}\n`).join('')
}

export function summaryText({ unusable, warnings, problems }: Summary): string {
  const counted = [count(problems, 'problem'), count(warnings, 'warning')].filter((text) => text !== '')
  const also = counted.length === 0 ? '' : `, with ${counted.join(' and ')}`
  if (unusable === null) return `\nGilder can run jobs here${also}.\n`
  return `\nGilder cannot run jobs here: ${counted.join(' and ')}.\n`
}

const count = (number: number, word: string): string =>
  number === 0 ? '' : `${number} ${word}${number === 1 ? '' : 's'}`
