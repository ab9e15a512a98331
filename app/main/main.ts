/** Wires Electron to the core. The window opens first; everything else is loaded while it paints. */
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import { layout } from '../core/layout'
import { dataArgument } from './arguments'
import { guardContents, guardSession } from './guard'
import { setMenu } from './menu'
import { registerScheme, serveScheme } from './protocol'
import { openWindow, showWindow } from './window'

declare const __VERSION__: string

const outFolder = dirname(__dirname)
const data = dataArgument(process.argv)
const place = layout({
  appRoot: app.getAppPath(),
  resourcesPath: process.resourcesPath,
  env: data === null ? process.env : { ...process.env, GILDER_DATA: data },
  platform: process.platform,
  home: homedir(),
})

app.setName('Gilder')
app.setPath('userData', join(place.data, 'window'))
registerScheme()
guardContents()

let window: BrowserWindow | undefined

async function open(): Promise<void> {
  await app.whenReady()
  guardSession()
  serveScheme({ renderer: join(outFolder, 'renderer'), runs: async () => place.runs })
  window = openWindow(outFolder)
  setMenu()
  // The window is on its way; zod, the store and the engine are loaded while it starts. The import ends in this same turn
  // of the event loop, so the handlers stand before the page's first request can arrive.
  const { connect } = await import('./connect')
  connect(window, place, __VERSION__)
}

// One window for one data folder: a second start brings the first one forward.
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => showWindow(window))
  void open()
} else {
  app.quit()
}
