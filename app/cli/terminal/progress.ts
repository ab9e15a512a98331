/** Progress on standard error: one line that is rewritten on a terminal, now and then a line everywhere else. */
import type { LogLine, Progress } from '../../contract/run'
import { plainLine } from './plain'
import type { Screen } from './streams'
import { fit } from './width'

const BAR = 24
/** A file or a pipe gets a line when it moved so far, or nothing was said for so long. */
const STEPS = 10
const PAUSE_MS = 5000

export interface Reporter {
  readonly progress: (progress: Progress) => void
  readonly log: (lines: readonly LogLine[]) => void
  /** Leaves nothing half-written on the line. */
  readonly end: () => void
}

export const silent: Reporter = { progress: () => {}, log: () => {}, end: () => {} }

export function reporter(screen: Screen, now: () => number): Reporter {
  return screen.live ? liveReporter(screen) : plainReporter(screen, now)
}

function liveReporter(screen: Screen): Reporter {
  let shown = ''
  const clear = (): void => {
    if (shown !== '') screen.err('\r\u001b[2K')
  }
  return {
    progress(progress) {
      clear()
      shown = fit(liveLine(progress), Math.max(20, (process.stderr.columns || 80) - 1))
      screen.err(shown)
    },
    log(lines) {
      clear()
      screen.err(logText(lines) + shown)
    },
    end() {
      clear()
      shown = ''
    },
  }
}

function plainReporter(screen: Screen, now: () => number): Reporter {
  let said = { step: 0, at: now() }
  return {
    progress({ fraction, message }) {
      // Tenths of a whole are never quite what they seem.
      const step = fraction === null ? said.step : Math.floor(fraction * STEPS + 1e-9)
      if (step <= said.step && now() - said.at < PAUSE_MS) return
      said = { step, at: now() }
      screen.err(`${percent(fraction)}${plainLine(message)}`.trimEnd().concat('\n'))
    },
    log: (lines) => screen.err(logText(lines)),
    end: () => {},
  }
}

const logText = (lines: readonly LogLine[]): string =>
  lines.map((line) => `${plainLine(line.text)}\n`).join('')

const percent = (fraction: number | null): string =>
  fraction === null ? '' : `${String(Math.floor(fraction * 100)).padStart(3)} %  `

function liveLine({ fraction, message }: Progress): string {
  const filled = Math.round((fraction ?? 0) * BAR)
  const bar = fraction === null ? '' : `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] `
  return `${bar}${percent(fraction)}${plainLine(message)}`
}
