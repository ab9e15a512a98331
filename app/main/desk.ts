/** What the queue asks of the desktop: to stay awake, to tell, to quit. */
import { app, type BrowserWindow, Notification, powerSaveBlocker } from 'electron'
import type { Desk } from '../core/jobs/desk'

export function windowDesk(window: BrowserWindow): Desk {
  let blocker: number | null = null
  return {
    awake(on) {
      if (blocker !== null) powerSaveBlocker.stop(blocker)
      // The screen may go dark; only the machine has to go on.
      blocker = on ? powerSaveBlocker.start('prevent-app-suspension') : null
    },
    notify(message, detail) {
      if (!Notification.isSupported()) return
      const notification = new Notification({ title: message, body: detail })
      notification.on('click', () => {
        if (window.isDestroyed()) return
        window.show()
        window.focus()
      })
      notification.show()
    },
    quit: () => app.quit(),
  }
}
