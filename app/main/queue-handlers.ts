/** The calls of the window that are about the queue. */
import { type BrowserWindow, dialog } from 'electron'
import { GilderError } from '../contract/error'
import type { QueueSettings } from '../contract/queue'
import type { Core } from '../core/core'
import { text } from '../core/text'
import type { Handlers } from './dispatch'

type QueueMethod =
  | 'hold'
  | 'release'
  | 'move'
  | 'runNext'
  | 'prioritise'
  | 'retry'
  | 'retryFailed'
  | 'goOn'
  | 'rerun'
  | 'pauseQueue'
  | 'resumeQueue'
  | 'queueSettings'

export function queueHandlers({ jobs }: Core, window: BrowserWindow): Pick<Handlers, QueueMethod> {
  return {
    hold: (run) => jobs.hold(run).then(nothing),
    release: (run) => jobs.release(run).then(nothing),
    move: (run, spot) => jobs.move(run, spot).then(nothing),
    runNext: (run) => jobs.runNext(run).then(nothing),
    prioritise: (run, priority) => jobs.prioritise(run, priority).then(nothing),
    retry: (run) => jobs.retry(run),
    retryFailed: () => jobs.retryFailed(),
    goOn: (run) => jobs.goOn(run),
    rerun: (run, params) => jobs.rerun(run, params),
    pauseQueue: () => jobs.pauseQueue().then(nothing),
    resumeQueue: () => jobs.resumeQueue().then(nothing),
    async queueSettings(settings) {
      await confirmCommand(window, jobs.queue().settings, settings)
      await jobs.configureQueue(settings)
      return null
    },
  }
}

const nothing = (): null => null

/**
 * A page may name jobs that ship, never a program to run: that a command is wanted has to be said outside of the page.
 */
async function confirmCommand(
  window: BrowserWindow,
  now: QueueSettings,
  wanted: QueueSettings,
): Promise<void> {
  if (wanted.whenDone.do !== 'command') return
  const { command } = wanted.whenDone
  if (now.whenDone.do === 'command' && now.whenDone.command === command) return
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'Run this command whenever the queue has ended?',
    detail: command,
    buttons: ['Run it', 'Do not'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  if (response !== 0) throw new GilderError(text.commandRefused)
}
