/** Only what works: Electron's own menu offers reloading, developer tools and links to its documentation. */
import { app, Menu } from 'electron'
import type { OpenJobs } from './own-jobs'

export function setMenu(own: OpenJobs): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
      {
        label: 'File',
        submenu: [
          { label: 'Open…', accelerator: 'CmdOrCtrl+O', click: () => own.choose() },
          { label: 'Add Folder of Jobs…', click: () => own.chooseFolder() },
          { label: 'Show Jobs Folder', click: () => own.showStandard() },
          { type: 'separator' },
          { role: process.platform === 'darwin' ? 'close' : 'quit' },
        ],
      },
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
          ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
        ],
      },
    ]),
  )
}
