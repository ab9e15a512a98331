/** The only place that touches ipcMain: checks who asks and what, then calls the handler of the contract. */
import { type BrowserWindow, ipcMain } from 'electron'
import type { z } from 'zod'
import { type Answers, type AppEvent, type Reply, requests } from '../contract/api'
import { channelOf, EVENTS_CHANNEL, type Method, methods } from '../contract/channels'
import { reportOf } from '../contract/error'
import { isTrustedSender } from './security-policy'

export type Handlers = {
  readonly [M in Method]: (...args: z.infer<(typeof requests)[M]>) => Answers[M] | Promise<Answers[M]>
}

export function handleRequests(handlers: Handlers): void {
  for (const method of methods) {
    ipcMain.handle(channelOf(method), async (event, ...args): Promise<Reply<unknown>> => {
      const frame = event.senderFrame
      if (frame === null || !isTrustedSender({ url: frame.url, isTopFrame: frame.parent === null })) {
        return refuse(`${method} was called from a page that is not Gilder's own.`)
      }
      const parsed = requests[method].safeParse(args)
      if (!parsed.success) return refuse(`${method} was called with arguments it does not take.`)
      try {
        const handler = handlers[method] as (...args: unknown[]) => unknown
        return { ok: true, value: await handler(...parsed.data) }
      } catch (thrown) {
        return { ok: false, error: reportOf(thrown) }
      }
    })
  }
}

const refuse = (message: string): Reply<never> => ({ ok: false, error: { kind: 'internal', message } })

export function sendEvents(window: BrowserWindow, events: readonly AppEvent[]): void {
  if (!window.isDestroyed()) window.webContents.send(EVENTS_CHANNEL, events)
}
