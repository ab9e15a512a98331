/** The log of a run as the window keeps it: capped, and joined without gaps or doubles. */
import type { LogLine } from '../../contract/run'
import type { RunLog } from './state'

export const LOG_LIMIT = 5000

export const emptyLog: RunLog = { lines: [], dropped: 0, whole: false }

export function appendLines(log: RunLog, lines: readonly LogLine[]): RunLog {
  return capped({ ...log, lines: [...log.lines, ...lines] })
}

/**
 * Joins what was read from the run's folder with what came as events meanwhile. Both are stretches of the same
 * stream and the events may repeat the end of the file, so the join is where the two agree.
 */
export function joinLog(read: readonly LogLine[], live: RunLog): RunLog {
  const start = overlapStart(read, live.lines)
  const tail = live.lines.slice(read.length - start)
  return capped({ lines: [...read, ...tail], dropped: 0, whole: true })
}

/** The first place in `read` from which `live` continues word for word; its length when they do not meet. */
function overlapStart(read: readonly LogLine[], live: readonly LogLine[]): number {
  for (let start = Math.max(0, read.length - live.length); start < read.length; start += 1) {
    if (read.slice(start).every((line, at) => isSame(line, live[at]))) return start
  }
  // All of `live` may lie inside `read`, when the file was read after the last event.
  for (let start = 0; start + live.length <= read.length && live.length > 0; start += 1) {
    if (live.every((line, at) => isSame(line, read[start + at]))) return start
  }
  return read.length
}

const isSame = (a: LogLine, b: LogLine | undefined): boolean =>
  b !== undefined && a.at === b.at && a.text === b.text && a.level === b.level

function capped(log: RunLog): RunLog {
  const excess = log.lines.length - LOG_LIMIT
  return excess <= 0 ? log : { ...log, lines: log.lines.slice(excess), dropped: log.dropped + excess }
}
