/** What the window can do with jobs and their forms. */
import type { JobSpec, Sample } from '../../contract/job'
import { defaultsOf } from './defaults'
import { submit } from './runs'
import { type Values, without } from './state'
import { useStore } from './store'

export function selectJob(id: string): void {
  useStore.setState({ job: id })
}

export function setDraft(job: string, values: Values): void {
  useStore.setState(({ drafts, refusals }) => {
    const before = drafts[job] ?? {}
    // What Python said about a value is void once the value is another.
    const stillTrue = refusals[job]?.filter(({ field }) => before[field] === values[field]) ?? []
    return {
      drafts: { ...drafts, [job]: values },
      refusals: stillTrue.length === 0 ? without(refusals, job) : { ...refusals, [job]: stillTrue },
    }
  })
}

export function fillSample(job: JobSpec, sample: Sample): void {
  setDraft(job.id, { ...defaultsOf(job), ...sample.params })
}

/** For somebody who has never run anything: the job, filled in and started with one click. */
export async function trySample(job: JobSpec, sample: Sample): Promise<void> {
  selectJob(job.id)
  fillSample(job, sample)
  await submit(job.id, { ...defaultsOf(job), ...sample.params })
}

/** Asks for the columns of a table file, and again each time, because the file may have changed since. */
export async function readColumns(path: string): Promise<void> {
  const known = useStore.getState().columns[path]
  if (known?.state === 'reading') return
  if (known === undefined) {
    useStore.setState(({ columns }) => ({ columns: { ...columns, [path]: { state: 'reading' } } }))
  }
  const reply = await window.gilder.columns(path)
  useStore.setState(({ columns }) => ({
    columns: {
      ...columns,
      [path]: reply.ok
        ? { state: 'known', columns: reply.value }
        : { state: 'unreadable', error: reply.error },
    },
  }))
}
