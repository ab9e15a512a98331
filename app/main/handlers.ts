/** What each call of the window does: a thin table over the core. */
import { type BrowserWindow, dialog, shell } from 'electron'
import { GilderError } from '../contract/error'
import type { Core } from '../core/core'
import type { Handlers } from './dispatch'
import { type OwnJobs, ownJobsHandlers } from './own-jobs'
import { queueHandlers } from './queue-handlers'
import { sweepHandlers } from './sweep-handlers'

export function handlersFor(core: Core, window: BrowserWindow, own: OwnJobs): Handlers {
  return {
    snapshot: () => core.snapshot(),
    submit: ({ job, params, plan = {} }) => core.jobs.submit(job, params, { plan }),
    async cancel(run) {
      await core.jobs.cancel(run)
      return null
    },
    log: (run) => core.jobs.log(run),
    metrics: (run) => core.jobs.metrics(run),
    columns: (file) => core.columns(file),
    async chooseFile({ title, accept, folder }) {
      const extensions = accept.map((ending) => ending.replace(/^\./, ''))
      const { filePaths } = await dialog.showOpenDialog(window, {
        title,
        properties: [folder ? 'openDirectory' : 'openFile'],
        filters: [
          ...(extensions.length === 0 ? [] : [{ name: extensions.join(', '), extensions }]),
          { name: 'All files', extensions: ['*'] },
        ],
      })
      return filePaths[0] ?? null
    },
    async openFolder(run) {
      const folder = core.jobs.folder(run)
      const failure = await shell.openPath(folder)
      if (failure === '') return null
      throw new GilderError({
        kind: 'output',
        message: `The folder of this run could not be opened: ${failure}.`,
        hint: `It is ${folder}.`,
      })
    },
    history: (request) => core.history.page(request),
    async removeRun(run) {
      await core.jobs.remove(run)
      return null
    },
    ...queueHandlers(core, window),
    ...ownJobsHandlers(core, own),
    ...sweepHandlers(core),
  }
}
