/**
 * What the user does with his own jobs. Whatever makes a file executable is asked here, in dialogs of the system: a page
 * may name a path, and however it came to that, only a person can agree to it.
 */
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type BrowserWindow, dialog, shell } from 'electron'
import { reportOf } from '../contract/error'
import type { Core } from '../core/core'
import type { Ask } from '../core/trust/trust'
import type { Handlers } from './dispatch'
import { folderQuestion, questionOf } from './trust-words'

const CANCEL = 1

/** Files and folders that wait to be opened. */
const MOST_AT_ONCE = 20

/** Anything but the first button is no, the window's end included. */
async function agreesTo(
  window: BrowserWindow,
  words: Readonly<Record<'message' | 'detail' | 'yes', string>>,
) {
  const { message, detail, yes } = words
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: 'Gilder',
    message,
    detail,
    buttons: [yes, 'Cancel'],
    defaultId: CANCEL,
    cancelId: CANCEL,
    noLink: true,
  })
  return response === 0
}

export const askIn =
  (window: BrowserWindow): Ask =>
  (question) =>
    agreesTo(window, questionOf(question))

export interface OwnJobs {
  /** What was dropped, chosen, or named by a second start; nothing happens when the user says no. */
  readonly open: (path: string) => Promise<void>
  readonly choose: () => Promise<void>
  readonly chooseFolder: () => Promise<void>
  /** In the system's file manager; only what is listed. */
  readonly show: (path: string) => Promise<void>
}

export function ownJobs(core: Core, window: BrowserWindow): OwnJobs {
  let waiting = 0

  const openFolder = async (folder: string): Promise<void> => {
    if ((await core.places.folders()).includes(folder)) return
    if (await agreesTo(window, folderQuestion(folder))) await core.own.open(folder)
  }

  const open = async (path: string): Promise<void> => {
    // Whoever drops more has not meant it, and a page that asks on and on is not to bury the desktop under questions.
    if (waiting >= MOST_AT_ONCE) return
    waiting += 1
    try {
      await openNow(path)
    } finally {
      waiting -= 1
    }
  }

  const openNow = async (path: string): Promise<void> => {
    if (await isFolder(path)) return openFolder(resolve(path))
    const opened = await core.own.open(path).catch(unlessRefused)
    if (opened !== null) core.show(opened.file)
  }

  const chosen = async (
    title: string,
    property: 'openFile' | 'openDirectory',
  ): Promise<string | undefined> => {
    const filters =
      property === 'openFile' ? [{ name: 'Python', extensions: ['py', 'pyw', 'ipynb'] }, ANY] : [ANY]
    const { filePaths } = await dialog.showOpenDialog(window, { title, properties: [property], filters })
    return filePaths[0]
  }

  return {
    open,
    async choose() {
      const file = await chosen('Open jobs', 'openFile')
      if (file !== undefined) await open(file)
    },
    async chooseFolder() {
      const folder = await chosen('Add a folder of jobs', 'openDirectory')
      if (folder !== undefined) await openFolder(folder)
    },
    async show(path) {
      if (!core.own.lists(path)) return
      if (await isFolder(path)) await shell.openPath(path)
      else shell.showItemInFolder(path)
    },
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  )

const ANY = { name: 'All files', extensions: ['*'] }

/** The same for the menu and for further starts, which have nobody to answer to: what goes wrong is told in the window. */
export interface OpenJobs {
  readonly open: (files: readonly string[]) => void
  readonly choose: () => void
  readonly chooseFolder: () => void
  readonly showStandard: () => void
}

export function openJobs(core: Core, own: OwnJobs): OpenJobs {
  const tell = (work: Promise<unknown>): void =>
    void work.catch((error: unknown) => core.tell(reportOf(error)))
  return {
    open: (files) => {
      for (const file of files) tell(own.open(file))
    },
    choose: () => tell(own.choose()),
    chooseFolder: () => tell(own.chooseFolder()),
    showStandard: () => tell(shell.openPath(core.layout.ownJobs)),
  }
}

type OwnMethod = 'openJobs' | 'chooseJobs' | 'addJobsFolder' | 'removeJobs' | 'showJobs' | 'jobOf'

/** The calls of the window that are about them. */
export function ownJobsHandlers(core: Core, own: OwnJobs): Pick<Handlers, OwnMethod> {
  return {
    openJobs: (path) => own.open(path).then(nothing),
    chooseJobs: () => own.choose().then(nothing),
    addJobsFolder: () => own.chooseFolder().then(nothing),
    async removeJobs(path) {
      await core.places.remove(path)
      await core.own.look()
      return null
    },
    showJobs: (path) => own.show(path).then(nothing),
    jobOf: (run) => core.jobOf(run).catch(unlessRefused),
  }
}

const nothing = (): null => null

/** Whoever said no knows that nothing was opened. */
function unlessRefused(error: unknown): null {
  if (reportOf(error).kind !== 'trust') throw error
  return null
}
