/** Wires Electron to the core. The window opens first; everything else is loaded while it starts. */
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { layout } from '../core/layout'
import { forgetSurroundings } from '../core/runtime/surroundings'
import { dataArgument, fileArguments } from './arguments'
import { dataFolderProblem } from './data-folder'
import { guardContents, guardSession } from './guard'
import { setMenu } from './menu'
import type { OpenJobs } from './own-jobs'
import { registerScheme, serveScheme } from './protocol'
import { openWindow, showWindow } from './window'

declare const __VERSION__: string

const UNUSABLE_DATA_FOLDER = 2

const outFolder = dirname(__dirname)
const data = dataArgument(process.argv)
const place = layout({
  appRoot: app.getAppPath(),
  resourcesPath: process.resourcesPath,
  env: data === null ? process.env : { ...process.env, GILDER_DATA: data },
  platform: process.platform,
  home: homedir(),
})

forgetSurroundings(process.env)
app.setName('Gilder')
app.setPath('userData', join(place.data, 'window'))
registerScheme()
guardContents()

async function begin(): Promise<void> {
  const problem = await dataFolderProblem(place.data)
  if (problem !== null) {
    giveUp(problem.message, problem.hint ?? '', UNUSABLE_DATA_FOLDER)
    return
  }
  // One window for one data folder, where the lock lies: a second start brings the first one forward.
  const files = fileArguments(process.argv, process.cwd())
  if (!app.requestSingleInstanceLock({ files })) {
    app.quit()
    return
  }
  let window: BrowserWindow | undefined
  let own: OpenJobs | undefined
  app.on('second-instance', (_event, _argv, _cwd, handed) => {
    showWindow(window)
    own?.open(filesIn(handed))
  })
  await app.whenReady()
  guardSession()
  serveScheme({ renderer: join(outFolder, 'renderer'), runs: place.runs })
  window = openWindow(outFolder)
  // zod, the store and the engine load while the window starts. The import ends in this same turn of the event loop, so
  // the handlers stand before the page's first request can arrive.
  const { connect } = await import('./connect')
  own = connect(window, place, __VERSION__, files)
  setMenu(own)
}

/** What a second start hands over, which is another process and may be another version. */
const filesIn = (handed: unknown): readonly string[] =>
  typeof handed === 'object' && handed !== null && 'files' in handed && Array.isArray(handed.files)
    ? handed.files.filter((file) => typeof file === 'string')
    : []

/** Also on stderr: whoever started it from a terminal or a script sees no dialog. */
function giveUp(what: string, next: string, code: number): void {
  process.stderr.write(`gilder: ${what}\n  ${next}\n`)
  void app.whenReady().then(() => {
    dialog.showErrorBox(what, next)
    app.exit(code)
  })
}

begin().catch((error: unknown) => {
  giveUp(
    'Gilder could not start.',
    error instanceof Error ? (error.stack ?? error.message) : String(error),
    1,
  )
})
