/** What the window can do with the queue. The store follows by events. */
import { answerOf } from './notices'

export const resumeQueue = (): Promise<unknown> => answerOf(window.gilder.resumeQueue())

export const retryFailed = (): Promise<unknown> => answerOf(window.gilder.retryFailed())

export const releaseRun = (id: string): Promise<unknown> => answerOf(window.gilder.release(id))
