/** What becomes of a request over IPC: who asks, how much, what, and only then the handler. Free of Electron. */
import type { z } from 'zod'
import { type Answers, type Reply, requests } from '../contract/api'
import type { Method } from '../contract/channels'
import { reportOf } from '../contract/error'
import { isTrustedSender } from './security-policy'
import { weighsMoreThan } from './weight'

export type Handlers = {
  readonly [M in Method]: (...args: z.infer<(typeof requests)[M]>) => Answers[M] | Promise<Answers[M]>
}

export interface Sender {
  readonly url: string
  readonly isTopFrame: boolean
}

/** No request of the window comes near; what is larger would only hold up everybody else. */
export const LARGEST_REQUEST = 8 * 1024 * 1024

/** Never rejects and never throws, whatever it is given. `sender` is null for a page that is gone. */
export async function dispatch(
  handlers: Handlers,
  method: string,
  sender: Sender | null,
  args: readonly unknown[],
): Promise<Reply<unknown>> {
  try {
    if (sender === null || !isTrustedSender(sender)) {
      return refuse(`${method} was called from a page that is not Gilder's own.`)
    }
    if (!isMethod(method)) return refuse('There is no such method.')
    if (weighsMoreThan(args, LARGEST_REQUEST)) {
      return refuse(`${method} was called with more than ${LARGEST_REQUEST / 1024 / 1024} MB.`)
    }
    const parsed = requests[method].safeParse(args)
    if (!parsed.success) return refuse(`${method} was called with arguments it does not take.`)
    const handler = handlers[method] as (...args: unknown[]) => unknown
    return { ok: true, value: await handler(...parsed.data) }
  } catch (thrown) {
    return { ok: false, error: reportOf(thrown) }
  }
}

const isMethod = (name: string): name is Method => Object.hasOwn(requests, name)

const refuse = (message: string): Reply<never> => ({ ok: false, error: { kind: 'internal', message } })
