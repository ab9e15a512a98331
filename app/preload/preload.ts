/** Exposes the contract's methods to the window, and nothing else. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Api, AppEvent } from '../contract/api'
import { channelOf, EVENTS_CHANNEL, methods } from '../contract/channels'

const calls = Object.fromEntries(
  methods.map((method) => [method, (...args: unknown[]) => ipcRenderer.invoke(channelOf(method), ...args)]),
) as Omit<Api, 'onEvents' | 'pathOf'>

const api: Api = {
  ...calls,
  onEvents(callback) {
    const listener = (_event: unknown, events: readonly AppEvent[]): void => callback(events)
    ipcRenderer.on(EVENTS_CHANNEL, listener)
    return () => ipcRenderer.off(EVENTS_CHANNEL, listener)
  },
  pathOf(file) {
    if (!(file instanceof File)) return null
    // Electron before 29 has no webUtils and puts the path on the File itself.
    const path =
      webUtils === undefined ? (file as File & { path?: string }).path : webUtils.getPathForFile(file)
    return path === undefined || path === '' ? null : path
  },
}

contextBridge.exposeInMainWorld('gilder', api)
