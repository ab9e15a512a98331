/** What is asked before something is executed, in plain words. Pure. */
import { basename, dirname } from 'node:path'
import type { Question } from '../core/trust/trust'

export interface Words {
  readonly message: string
  readonly detail: string
  readonly yes: string
}

const RIGHTS =
  'It can do whatever you can do on this computer: read, change and delete your files, and use the network. ' +
  'Agree only if you know where it comes from.'

export function questionOf({ what, file, changed, beside }: Question): Words {
  const name = shown(basename(file))
  const place = `${name}\nin ${shown(dirname(file))}`
  if (what === 'checkpoint')
    return {
      message: 'Go on from the checkpoint of an imported run?',
      detail: `Reading the checkpoint executes what is in it. ${RIGHTS}\n\n${place}`,
      yes: 'Trust and continue',
    }
  const others = beside.length === 0 ? '' : `\nwith ${list(beside)} from beside it`
  return {
    message: changed ? `${name} has changed. Trust it as it is now?` : `Do you trust ${name}?`,
    detail: `A Python file is a program, and Gilder has to run it even to show its form. ${RIGHTS}\n\n${place}${others}`,
    yes: changed ? 'Trust it' : 'Trust and open',
  }
}

export const folderQuestion = (folder: string): Words => ({
  message: `Do you trust everything in ${shown(basename(folder))}?`,
  detail:
    'Gilder lists the jobs of this folder, and has to run its Python files to show their forms: those that are in it ' +
    `now and those that will be, without asking again. ${RIGHTS.replace(/^It/, 'Such a file')}\n\n${shown(folder)}`,
  yes: 'Trust and add',
})

function list(names: readonly string[]): string {
  const [first, more] = [names.slice(0, 4).map(shown).join(', '), names.length - 4]
  return more > 0 ? `${first} and ${more} more` : first
}

/** A name cannot add lines of its own to the question, or turn its letters round. */
const shown = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\uFFFD')
