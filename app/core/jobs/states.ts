/**
 * What can happen to a run in each of its states, and what becomes of it: one table, and the only place that knows.
 * A run that is held is `queued` with a plan that says so; cancelling a running one only asks, and its end follows.
 */
import { GilderError } from '../../contract/error'
import { isFinished, type Outcome, type RunState } from '../../contract/run'
import { text } from '../text'

/** Commands first, then what its owner finds out about it. */
export const runEvents = [
  'hold',
  'release',
  'move',
  'prioritise',
  'cancel',
  'repeat',
  'remove',
  'adopt',
  'start',
  'done',
  'failed',
  'cancelled',
  'crashed',
  'interrupted',
] as const
export type RunEvent = (typeof runEvents)[number]

/** `begun`: it runs already. `ended`: it is over. `busy`: it is not over. `impossible`: somebody is mistaken. */
export type Refusal = 'begun' | 'ended' | 'busy' | 'impossible'

interface Refused {
  readonly refused: Refusal
}
export type Step = RunState | Refused

const begun: Refused = { refused: 'begun' }
const ended: Refused = { refused: 'ended' }
const busy: Refused = { refused: 'busy' }
const impossible: Refused = { refused: 'impossible' }

const queued: Readonly<Record<RunEvent, Step>> = {
  hold: 'queued',
  release: 'queued',
  move: 'queued',
  prioritise: 'queued',
  cancel: 'cancelled',
  repeat: busy,
  remove: busy,
  adopt: 'queued',
  start: 'running',
  done: impossible,
  // Its start could not be put on record.
  failed: 'failed',
  cancelled: 'cancelled',
  crashed: impossible,
  interrupted: 'interrupted',
}

const running: Readonly<Record<RunEvent, Step>> = {
  hold: begun,
  release: begun,
  move: begun,
  prioritise: begun,
  cancel: 'running',
  repeat: busy,
  remove: busy,
  adopt: begun,
  start: begun,
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  crashed: 'crashed',
  interrupted: 'interrupted',
}

/** Over is over: it can only be run again, as another run, or be removed. */
const final = (state: RunState): Readonly<Record<RunEvent, Step>> => ({
  hold: ended,
  release: ended,
  move: ended,
  prioritise: ended,
  // Whoever cancels wants it to be over.
  cancel: state,
  repeat: state,
  remove: state,
  adopt: ended,
  start: ended,
  done: impossible,
  failed: impossible,
  cancelled: impossible,
  crashed: impossible,
  interrupted: impossible,
})

export const transitions: Readonly<Record<RunState, Readonly<Record<RunEvent, Step>>>> = {
  queued,
  running,
  done: final('done'),
  failed: final('failed'),
  cancelled: final('cancelled'),
  crashed: final('crashed'),
  interrupted: final('interrupted'),
}

/** The next state; throws a GilderError that says why there is none. */
export function step(run: string, state: RunState, event: RunEvent): RunState {
  const next = transitions[state][event]
  if (typeof next === 'string') return next
  switch (next.refused) {
    case 'begun':
      throw new GilderError(text.runHasBegun(run))
    case 'ended':
      throw new GilderError(text.runHasEnded(run))
    case 'busy':
      throw new GilderError(text.runIsBusy(run))
    case 'impossible':
      throw new GilderError(text.impossibleStep(run, state, event))
  }
}

/** Why Gilder stopped it: not wanted any more, still wanted but Gilder ends, its time is over. */
export type Stop = 'cancelled' | 'interrupted' | 'timeout'

/**
 * What an outcome means when it was stopped, or was not. Work that got done all the same is done. A job that was
 * told its time is over and breaks on the way out has run out of time, whatever it says.
 */
export const endings: Readonly<Record<Outcome['state'], Readonly<Record<Stop | 'none', RunEvent>>>> = {
  done: { none: 'done', cancelled: 'done', interrupted: 'done', timeout: 'done' },
  failed: { none: 'failed', cancelled: 'failed', interrupted: 'failed', timeout: 'failed' },
  crashed: { none: 'crashed', cancelled: 'crashed', interrupted: 'crashed', timeout: 'failed' },
  cancelled: { none: 'cancelled', cancelled: 'cancelled', interrupted: 'interrupted', timeout: 'failed' },
}

/** Whether an end is one that somebody may want to try again: not done, and nobody's wish. */
export const isUnwanted = (state: RunState): boolean =>
  isFinished(state) && state !== 'done' && state !== 'cancelled'
