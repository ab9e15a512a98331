// @ts-check
/** What runs at the moment, in one line on a terminal; elsewhere a line at the start of each suite. */
import { startLine, tell } from '../../setup/screen.mjs'

export function startBoard() {
  const live = process.stderr.isTTY === true
  /** @type {Map<string, string>} */
  const said = new Map()
  /** @type {ReturnType<typeof startLine> | undefined} */
  let line
  const draw = () => {
    const details = [...said].map(([name, text]) => (text ? `${name}: ${text.slice(0, 50)}` : name))
    line?.say(details.join(' · '))
  }
  const stop = () => {
    line?.clear()
    line = undefined
  }
  return {
    stop,
    /** @param {string} name */
    add(name) {
      const started = performance.now()
      said.set(name, '')
      if (live) line ??= startLine('Tests')
      else tell(`  ${name} …`)
      draw()
      return {
        seconds: () => (performance.now() - started) / 1000,
        /** @param {string} text */
        say(text) {
          said.set(name, text.trim())
          draw()
        },
        /** Leaves the screen to what is printed next; the others are drawn again after it. */
        clear() {
          said.delete(name)
          stop()
          if (live && said.size > 0)
            queueMicrotask(() => {
              if (said.size > 0) line ??= startLine('Tests')
              draw()
            })
        },
      }
    },
  }
}
