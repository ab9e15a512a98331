/** The only place that touches ipcMain: passes on who asks and what, and sends the window its events. */
import { type BrowserWindow, ipcMain } from 'electron'
import type { AppEvent, Reply } from '../contract/api'
import { channelOf, EVENTS_CHANNEL, methods } from '../contract/channels'
import { dispatch, type Handlers } from './dispatch'

export function handleRequests(handlers: Handlers): void {
  for (const method of methods) {
    ipcMain.handle(channelOf(method), (event, ...args): Promise<Reply<unknown>> => {
      const frame = event.senderFrame
      const sender = frame === null ? null : { url: frame.url, isTopFrame: frame.parent === null }
      return dispatch(handlers, method, sender, args)
    })
  }
}

export function sendEvents(window: BrowserWindow, events: readonly AppEvent[]): void {
  if (!window.isDestroyed()) window.webContents.send(EVENTS_CHANNEL, events)
}
