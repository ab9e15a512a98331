/** How the command line asks whether a file may be executed: by a flag, or of whoever sits at the terminal. */
import { createInterface } from 'node:readline'
import type { Ask, Question } from '../core/trust/trust'
import { plain } from './terminal/plain'
import type { Screen } from './terminal/streams'

/** `flag`: --trust was given. The variable says the same for every command, for scripts and tests. */
export function trustAsked(screen: Screen, flag: boolean, env: NodeJS.ProcessEnv): Ask {
  if (flag || env.GILDER_TRUST === '1') return async () => true
  // Somebody has to sit at both ends: what is piped in may hold parameters, or a "y" meant for something else.
  const isAttended = process.stdin.isTTY === true && process.stderr.isTTY === true
  return isAttended ? (question) => askAt(screen, question) : async () => false
}

function askAt(screen: Screen, question: Question): Promise<boolean> {
  screen.err(`${plain(questionText(question))} [y/N] `)
  return new Promise((resolve) => {
    const reader = createInterface({ input: process.stdin, terminal: false })
    let answer = ''
    reader.once('line', (line) => {
      answer = line
      reader.close()
    })
    // The end of the input (Ctrl+D) is no agreement.
    reader.once('close', () => {
      process.stdin.pause()
      resolve(/^y(es)?$/i.test(answer.trim()))
    })
  })
}

function questionText({ what, file, changed, beside }: Question): string {
  if (what === 'checkpoint')
    return `${file} came with an imported run. Reading it executes what is in it, with your rights.\nRead it?`
  const others = beside.length === 0 ? '' : `\nIt imports, from beside it: ${shortList(beside)}.`
  const why = changed ? 'has changed since you trusted it' : 'is not among the files you trust'
  return `${file} ${why}.\nEven to look at its jobs is to run it, with your rights.${others}\nTrust it as it is now?`
}

function shortList(names: readonly string[]): string {
  const [shown, more] = [names.slice(0, 5).join(', '), names.length - 5]
  return more > 0 ? `${shown} and ${more} more` : shown
}
