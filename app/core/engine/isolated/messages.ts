/** What a worker says on its pipe, as guards. */
import { z } from 'zod'

const call = z.number().int()

export const Message = z.discriminatedUnion('type', [
  /** Everything of ours is imported: from now on what goes wrong is not the runtime's fault. */
  z.object({ type: z.literal('ready'), pid: z.number().int() }),
  z.object({ type: z.literal('event'), call, kind: z.string(), payload: z.unknown() }),
  z.object({
    type: z.literal('reply'),
    call,
    value: z.unknown(),
    /** What it has imported of the packages that take long. */
    packages: z.array(z.string()).optional(),
    /** Nothing that the job has started is left, and nothing that could start more: there is nothing to look for. */
    alone: z.boolean().optional(),
  }),
  /** The function itself raised: a fault of ours. */
  z.object({
    type: z.literal('raised'),
    call,
    name: z.string(),
    message: z.string(),
    traceback: z.string(),
  }),
  /** The call ended by the exception that stops it. */
  z.object({ type: z.literal('stopped'), call }),
  /** That exception has been raised. */
  z.object({ type: z.literal('interrupted'), call }),
  z.object({ type: z.literal('pong'), number: z.number().int() }),
])
export type Message = z.infer<typeof Message>

export type Request =
  | {
      readonly type: 'call'
      readonly call: number
      readonly target: string
      readonly arguments: readonly unknown[]
    }
  | { readonly type: 'cancel'; readonly call: number }
  | { readonly type: 'interrupt'; readonly call: number }
  | { readonly type: 'ping'; readonly number: number }
