/** Joins the core to the window: requests in, events out, and an orderly end. */
import type { BrowserWindow } from 'electron'
import type { AppEvent } from '../contract/api'
import { openCore } from '../core/core'
import type { Layout } from '../core/layout'
import { windowDesk } from './desk'
import { handlersFor } from './handlers'
import { handleRequests, sendEvents } from './ipc'
import { leaveInOrder } from './leaving'
import { askIn, type OpenJobs, openJobs, ownJobs } from './own-jobs'

/** Long enough to join the events of one turn into one message, too short to be seen. */
const BATCH_MS = 16

/** `files`: those named at the start. Answers with what the menu and further starts can do. */
export function connect(
  window: BrowserWindow,
  layout: Layout,
  version: string,
  files: readonly string[],
): OpenJobs {
  const core = openCore({ layout, version, spare: true, desk: windowDesk(window), ask: askIn(window) })
  const own = ownJobs(core, window)
  const opening = openJobs(core, own)
  handleRequests(handlersFor(core, window, own))
  leaveInOrder(window, core)

  let waiting: AppEvent[] = []
  core.subscribe((event) => {
    if (waiting.push(event) > 1) return
    setTimeout(() => {
      const events = waiting
      waiting = []
      sendEvents(window, events)
    }, BATCH_MS)
  })

  // Python starts once the page stands, so that the two do not fight for the processor while it paints.
  window.webContents.once('did-finish-load', () => {
    core.start()
    opening.open(files)
  })
  return opening
}
