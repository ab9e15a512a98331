/** What a queue needs of the program around it; a window and a command line give it different things. */
import { spawn } from 'node:child_process'
import type { QueueSettings } from '../../contract/queue'
import { text } from '../text'

/** How the queue ended that has nothing more to start. */
export interface Summary {
  readonly done: number
  /** Failed, crashed, cancelled or interrupted. */
  readonly notDone: number
}

export interface Desk {
  /** Something runs from now on, or nothing does: whether the machine may sleep. */
  awake(on: boolean): void
  notify(message: string, detail: string): void
  quit(): void
}

/** A command line tells and quits by itself. */
export const noDesk: Desk = { awake: () => {}, notify: () => {}, quit: () => {} }

export const standardSettings = (cores: number): QueueSettings => ({
  slots: { app: 2, isolated: Math.max(1, cores), cluster: 32 },
  memory: 512 * 1024 * 1024,
  keepAwake: true,
  whenDone: { do: 'nothing' },
})

/** The queue has come to its end: does what the settings ask for. */
export function finishUp({ whenDone }: QueueSettings, summary: Summary, desk: Desk): void {
  switch (whenDone.do) {
    case 'nothing':
      return
    case 'notify':
      desk.notify('All runs have ended.', sentence(summary))
      return
    case 'command':
      runCommand(whenDone.command, summary, desk)
      return
    case 'quit':
      desk.quit()
  }
}

function sentence({ done, notDone }: Summary): string {
  return notDone === 0 ? `${done} done.` : `${done} done, ${notDone} not.`
}

/** Goes on by itself, also when Gilder ends meanwhile. */
function runCommand(command: string, { done, notDone }: Summary, desk: Desk): void {
  const env = { ...process.env, GILDER_DONE: String(done), GILDER_NOT_DONE: String(notDone) }
  const complain = (why: string): void => {
    const { message, hint = '' } = text.commandFailed(command, why)
    desk.notify(message, hint)
  }
  const child = spawn(command, { shell: true, detached: true, stdio: 'ignore', windowsHide: true, env })
  child.on('error', (error) => complain(error.message))
  child.on('exit', (code) => {
    if (code !== 0 && code !== null) complain(`it ended with exit code ${code}`)
  })
  child.unref()
}
