/** Leaving the app: asks once when jobs are running, ends them in order, and only then lets the process go. */
import { app, type BrowserWindow, dialog } from 'electron'
import type { Core } from '../core/core'

export function leaveInOrder(window: BrowserWindow, core: Core): void {
  let asking = false
  let agreed = false
  let closing = false
  let closed = false

  window.on('close', (event) => {
    const active = core.jobs.active()
    if (agreed || active === 0) return
    event.preventDefault()
    if (asking) return
    asking = true
    void askToStop(window, active).then((stop) => {
      asking = false
      agreed = stop
      if (stop) window.close()
    })
  })

  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    if (closing) return
    closing = true
    void core.close().finally(() => {
      closed = true
      // In a turn of its own: until this event has returned, Electron takes itself to be quitting and ignores the call.
      setTimeout(() => app.quit(), 0)
    })
  })
  // Somebody who starts Gilder while it is still ending wants it back, and the new start has found our lock.
  app.on('second-instance', () => {
    if (closing) app.relaunch()
  })
  // Past this point nothing of ours is left to do, and torch does not survive an orderly end of the process.
  app.on('quit', (_event, code) => core.exit(code))
}

async function askToStop(window: BrowserWindow, active: number): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: active === 1 ? 'A job is still running.' : `${active} jobs are still running.`,
    detail:
      'Quitting stops what runs; what it has not finished is lost. Finished runs are kept, and runs that wait go on waiting.',
    buttons: ['Stop and quit', 'Keep running'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}
