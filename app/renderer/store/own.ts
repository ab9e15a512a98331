/** What the window can do with the user's own jobs. The main process asks whatever has to be asked; the store follows. */
import type { Run } from '../../contract/run'
import { answerOf } from './notices'
import { editRun } from './runs'

export const openJobs = (path: string): Promise<unknown> => answerOf(window.gilder.openJobs(path))
export const chooseJobs = (): Promise<unknown> => answerOf(window.gilder.chooseJobs())
export const addJobsFolder = (): Promise<unknown> => answerOf(window.gilder.addJobsFolder())
export const removeJobs = (path: string): Promise<unknown> => answerOf(window.gilder.removeJobs(path))
export const showJobs = (path: string): Promise<unknown> => answerOf(window.gilder.showJobs(path))

/** Puts the parameters of an old run into the form of its job, also of one that is not in the list. */
export async function editRunOf(run: Run, known: boolean): Promise<void> {
  if (known) return editRun(run, run.job.id)
  const job = await answerOf(window.gilder.jobOf(run.id))
  if (job !== undefined && job !== null) await editRun(run, job)
}
