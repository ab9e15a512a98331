/** An error for a person: what is wrong, then what to do; where it happened only when asked for. */
import type { Cause, ErrorReport } from '../../contract/error'
import type { ParamProblem } from '../../contract/job'
import { plain } from './plain'
import { width } from './width'

export function errorText(report: ErrorReport, verbose: boolean): string {
  const where = placeText(report.line)
  const cause = report.cause?.text === undefined ? '' : `  ${causeWord(report.cause)}: ${report.cause.text}\n`
  const hint = report.hint === undefined ? '' : `  ${report.hint}\n`
  const trace = verbose && report.traceback !== undefined ? `${indent(report.traceback)}\n` : ''
  return plain(`gilder: ${prefix(report)}${sentence(report)}\n${where}${cause}${hint}${trace}`)
}

export const causeWord = ({ certainty }: Cause): string =>
  certainty === 'certain' ? 'Cause' : 'Likely cause'

/** The line of the user's own; where a part of it is meant, that part is underlined. */
export function placeText(line: ErrorReport['line']): string {
  if (line === undefined) return ''
  const { file, number, text, mark } = line
  if (mark === undefined) return `  ${file}, line ${number}: ${text.trim()}\n`
  const [begin, end] = mark
  const under =
    ' '.repeat(width(text.slice(0, begin))) + '^'.repeat(Math.max(1, width(text.slice(begin, end))))
  return `  ${file}, line ${number}:\n    ${text}\n    ${under}\n`
}

/** `job` is null where the parameters are those of an earlier run. */
export function problemsText(job: string | null, problems: readonly ParamProblem[]): string {
  const lines = problems.map(({ field, message }) => {
    return `gilder: ${about(field, message)}${ended(message)}\n`
  })
  const hint = job === null ? '' : `  See "gilder --describe ${job}" for the parameters.\n`
  return plain(`${lines.join('')}${hint}`)
}

/** An exception of the job's own is named; for our sentences the class would only be noise. */
function prefix({ kind, type, message, field = '' }: ErrorReport): string {
  if (kind === 'job' && type !== undefined && !message.startsWith(type)) return `${type}: `
  return kind === 'parameters' ? about(field, message) : ''
}

/** Most sentences name their parameter themselves. */
const about = (field: string, message: string): string =>
  field === '' || message.split(/[^\p{L}\p{N}_]+/u).includes(field) ? '' : `parameter ${field}: `

/** An exception's own words are left as they are. */
const sentence = ({ kind, message }: ErrorReport): string => (kind === 'job' ? message : ended(message))

const ended = (text: string): string => (/[.?!:…]$/.test(text) ? text : `${text}.`)

const indent = (text: string): string => text.trimEnd().replace(/^/gm, '  ')
