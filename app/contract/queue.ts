/** The queue as a whole: what it is told to do, and what it says about itself. */
import { z } from 'zod'
import { Plan } from './run'

/** How many runs go at once in each placement. */
export const Slots = z.strictObject({
  app: z.number().int().min(1).max(64),
  isolated: z.number().int().min(1).max(256),
  cluster: z.number().int().min(1).max(10_000),
})
export type Slots = z.infer<typeof Slots>

/** What happens when the last run that could go has ended. */
export const WhenDone = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('nothing') }),
  z.strictObject({ do: z.literal('notify') }),
  /** A line for the system's shell. */
  z.strictObject({ do: z.literal('command'), command: z.string().min(1).max(4096) }),
  /** Once: the next start of Gilder begins with `nothing`. */
  z.strictObject({ do: z.literal('quit') }),
])
export type WhenDone = z.infer<typeof WhenDone>

export const QueueSettings = z.strictObject({
  slots: Slots,
  /** Bytes of memory that have to be free before a run starts beside another one; 0 never waits for memory. */
  memory: z.number().int().min(0),
  /** Keeps the machine from going to sleep while something runs. */
  keepAwake: z.boolean(),
  whenDone: WhenDone,
})
export type QueueSettings = z.infer<typeof QueueSettings>

export const QueueState = z.object({
  /** Nothing starts; what runs goes on. */
  paused: z.boolean(),
  settings: QueueSettings,
  running: z.number().int(),
  /** Held ones among them. */
  waiting: z.number().int(),
  held: z.number().int(),
  /** Why nothing more starts although there is a place, or not where it usually would, in a sentence. */
  stalled: z.string().nullable(),
  /** After an end that nobody meant: what it cost, until the queue goes on. */
  recovered: z.object({ interrupted: z.number().int(), waiting: z.number().int() }).nullable(),
})
export type QueueState = z.infer<typeof QueueState>

const RunName = z.string().max(200)

/** Where a waiting run goes to in the line. */
export const Spot = z.union([
  z.enum(['top', 'bottom']),
  z.strictObject({ before: RunName }),
  z.strictObject({ after: RunName }),
])
export type Spot = z.infer<typeof Spot>

/** Beyond any use, and far from where numbers lose their neighbours. */
export const Priority = z.number().int().min(-1000).max(1000)
export type Priority = z.infer<typeof Priority>

/** What a submitter may ask of a plan; what he leaves out is as usual. */
export const PlanWish = z
  .strictObject({
    placement: Plan.shape.placement.unwrap(),
    cluster: z.string().max(1000).nullable(),
    held: z.boolean(),
    priority: Priority,
    after: RunName.nullable(),
    timeout: Plan.shape.timeout.unwrap(),
    memory: Plan.shape.memory.unwrap(),
  })
  .partial()
export type PlanWish = z.infer<typeof PlanWish>
