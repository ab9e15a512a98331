/** What somebody pastes into a report: enough to help, without names of people. */
import type { LogLine, Run } from '../../contract/run'
import { asJson } from '../format/json'
import { asText } from './log-rows'

const LAST_LINES = 40

interface Setting {
  readonly version: string
  readonly platform: string
}

export function diagnostics(run: Run, lines: readonly LogLine[], { version, platform }: Setting): string {
  const { error } = run
  const parts = [
    [
      `Gilder ${version} on ${platform}, run by Gilder ${run.environment.gilder}, Python ${run.environment.python}`,
      `Run ${run.id}: ${run.job.id}, ${run.state}`,
      `Parameters: ${asJson(run.params)}`,
    ].join('\n'),
    error === null
      ? ''
      : [
          `${error.kind}${error.type === undefined ? '' : `, ${error.type}`}: ${error.message}`,
          error.cause === undefined
            ? ''
            : [`${error.cause.id} (${error.cause.certainty})`, error.cause.text ?? '']
                .filter(Boolean)
                .join(': '),
          error.hint ?? '',
          error.line === undefined
            ? ''
            : `${error.line.file}:${error.line.number}: ${error.line.text.trim()}`,
        ]
          .filter(Boolean)
          .join('\n'),
    error?.traceback ?? '',
    lines.length === 0 ? '' : `Last lines of the log:\n${asText(lines.slice(-LAST_LINES))}`,
  ]
  return redacted(parts.filter(Boolean).join('\n\n'))
}

/** Home folders carry the name of their owner. In JSON a backslash is doubled. */
export function redacted(text: string): string {
  return text
    .replace(/([A-Za-z]:)(\\{1,2}|\/)Users\2[^\\/"'\n]+/g, '~')
    .replace(/\/(?:home|Users)\/[^/"'\n:]+/g, '~')
}
