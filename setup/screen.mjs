// @ts-check
/** Set-up's talk. All of it goes to stderr: on the command line, stdout is the job's result. */

const live = process.stderr.isTTY === true
const colour = live && !process.env.NO_COLOR
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

/**
 * @param {number} code
 * @param {string} text
 */
const paint = (code, text) => (colour ? `\x1b[${code}m${text}\x1b[0m` : text)

/** @param {string} text */
export const tell = (text) => process.stderr.write(`${text}\n`)

/** @param {string} text */
export const warn = (text) => tell(`${paint(33, '!')} ${text}`)

/** @param {string} text */
export const complain = (text) => tell(`${paint(31, '✗')} ${text}`)

/**
 * A step on the screen: one line that is redrawn on a terminal, a line at its start and one at its end elsewhere.
 * @param {string} title
 */
export function startLine(title) {
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  let detail = ''
  let frame = 0
  const draw = () => {
    const width = (process.stderr.columns ?? 80) - 1
    const mark = frames[frame++ % frames.length]
    const text = `${mark} ${title} · ${seconds().toFixed(0)} s${detail ? ` · ${detail}` : ''}`
    process.stderr.write(`\r\x1b[2K${text.length > width ? `${text.slice(0, width - 1)}…` : text}`)
  }
  const timer = live ? setInterval(draw, 120) : undefined
  if (!live) tell(`  ${title} …`)
  const clear = () => {
    clearInterval(timer)
    if (live) process.stderr.write('\r\x1b[2K')
  }
  return {
    seconds,
    /** @param {string} text */
    say(text) {
      detail = text.trim()
    },
    /** @param {string} [note] */
    done(note) {
      clear()
      tell(`${paint(32, '✓')} ${title}: ${seconds().toFixed(1)} s${note ? `. ${note}` : ''}`)
    },
    clear,
  }
}
