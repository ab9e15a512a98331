/** The one window: made at once, before Python or anything else is looked at. */
import { join } from 'node:path'
import { BrowserWindow, nativeTheme } from 'electron'
import { WINDOW_URL } from './security-policy'

export function openWindow(outFolder: string): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Gilder',
    // Windows and macOS take it from the executable; Linux has no such place.
    icon: join(outFolder, '..', 'packaging', 'icon.png'),
    width: 1280,
    height: 800,
    minWidth: 900,
    minHeight: 600,
    // The colour of the page behind everything, so that nothing flashes before the first paint.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#212226' : '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(outFolder, 'preload', 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      spellcheck: false,
    },
  })
  void window.loadURL(WINDOW_URL)
  return window
}

/** Brings the window to the front, for a second start of the app. */
export function showWindow(window: BrowserWindow | undefined): void {
  if (window === undefined || window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.focus()
}
