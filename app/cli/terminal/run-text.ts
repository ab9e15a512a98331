/** One run as text: what it was, how it went, what it left and last said. */
import type { LogLine, Run } from '../../contract/run'
import type { ResultLine } from '../json-line'
import { causeWord } from './error-text'
import { durationText, fileSize, momentText } from './number'
import { plain, plainLine } from './plain'
import { resultText } from './result-text'
import { padEnd } from './width'

export interface ShownRun {
  readonly run: Run
  readonly folder: string
  readonly results: readonly ResultLine[]
  /** The last lines. */
  readonly log: readonly LogLine[]
  /** Whether there are others before them. */
  readonly more: boolean
}

const NAMES = 12

export function runText({ run, folder, results, log, more }: ShownRun, columns: number): string {
  const { error, peak } = run
  const facts: readonly (readonly [string, string])[] = [
    ['job', `${run.job.title} (${run.job.id})`],
    ['state', run.pinned ? `${run.state}, pinned` : run.state],
    ['made', momentText(run.created)],
    ['started', momentText(run.started)],
    ['ended', momentText(run.finished)],
    ['took', durationText(run.seconds)],
    ['ran', run.placement],
    ['memory', peak === null ? '' : fileSize(peak)],
    ['repeats', run.repeats ?? ''],
    ['sweep', run.sweep ?? ''],
    ['code', `${run.job.file}:${run.job.function}`],
    ['Gilder', `${run.environment.gilder}, Python ${run.environment.python}`],
    ['folder', folder],
  ]
  const lines = facts.filter(([, value]) => value !== '').map(([name, value]) => row(name, value))
  const params = Object.entries(run.params).map(([name, value]) =>
    row(name, typeof value === 'string' ? value : JSON.stringify(value)),
  )
  const why = error?.cause?.text === undefined ? '' : `${causeWord(error.cause)}: ${error.cause.text}`
  const said = error === null ? [] : [error.message, why, error.hint ?? ''].filter((line) => line !== '')
  const files = results.flatMap((result) => result.files)
  const parts = [
    `${run.id}\n${lines.join('')}`,
    params.length === 0 ? '' : `\nParameters\n${params.join('')}`,
    said.length === 0 ? '' : `\nError\n${said.map((line) => `  ${plainLine(line)}\n`).join('')}`,
    results.length === 0 ? '' : `\nResults\n${indent(shownText(results, columns - 2))}`,
    files.length === 0
      ? ''
      : `\nFiles\n${files.map(({ path, bytes }) => row(fileSize(bytes), path)).join('')}`,
    log.length === 0
      ? ''
      : `\nLog${more ? ', its end' : ''}\n${log.map(({ text }) => `  ${plainLine(text)}\n`).join('')}`,
  ]
  return parts.join('')
}

const row = (name: string, value: string): string =>
  `  ${padEnd(plainLine(name), NAMES)} ${plainLine(value)}\n`

const shownText = (results: readonly ResultLine[], columns: number): string =>
  resultText(
    results.map(({ label, preview }) => ({ label, preview, file: null })),
    columns,
  )

const indent = (text: string): string =>
  plain(text)
    .trimEnd()
    .replace(/^(?=.)/gm, '  ')
    .concat('\n')
