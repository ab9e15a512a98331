/** What the window can do with the queue. The store follows by events. */
import type { Priority, QueueSettings, Spot } from '../../contract/queue'
import { answerOf } from './notices'
import { useStore } from './store'

export const showQueue = (): void => useStore.setState({ queueShown: true })

export const pauseQueue = (): Promise<unknown> => answerOf(window.gilder.pauseQueue())

export const resumeQueue = (): Promise<unknown> => answerOf(window.gilder.resumeQueue())

export const retryFailed = (): Promise<unknown> => answerOf(window.gilder.retryFailed())

export const holdRun = (id: string): Promise<unknown> => answerOf(window.gilder.hold(id))

export const releaseRun = (id: string): Promise<unknown> => answerOf(window.gilder.release(id))

export const runNext = (id: string): Promise<unknown> => answerOf(window.gilder.runNext(id))

export const moveRun = (id: string, to: Spot): Promise<unknown> => answerOf(window.gilder.move(id, to))

export const prioritise = (id: string, priority: Priority): Promise<unknown> =>
  answerOf(window.gilder.prioritise(id, priority))

export const setQueue = (settings: QueueSettings): Promise<unknown> =>
  answerOf(window.gilder.queueSettings(settings))
