/** What stands in the list for a file of the user's own: a row for each of its jobs, or one for itself. Pure. */
import type { OwnFile, OwnState } from '../../contract/own'
import { fileName } from '../format/file-name'
import { sentences } from '../format/sentence'
import { matching } from './matching'

export interface Row {
  /** What is selected by it: a job, or where the file has none the file. */
  readonly key: string
  readonly file: string
  readonly title: string
  readonly summary: string
  readonly state: OwnState
  readonly tip: string
}

export function rowsOf(own: OwnFile, filter: string): readonly Row[] {
  const { file, state, jobs, error } = own
  const name = fileName(file)
  const trouble = troubleOf(own)
  const tip = [
    file,
    ...(error === null || state === 'ready' ? [] : [sentences(error.message, error.hint)]),
  ].join('\n')
  if (jobs.length === 0) {
    const row: Row = { key: file, file, title: name, summary: trouble ?? '', state, tip }
    return name.toLowerCase().includes(filter.toLowerCase().trim()) ? [row] : []
  }
  return matching(jobs, filter).map(
    (job): Row => ({
      key: job.id,
      file,
      title: job.title,
      summary: trouble ?? (job.summary === '' ? name : job.summary),
      state,
      tip: state === 'ready' && job.summary !== '' ? `${job.summary}\n${file}` : tip,
    }),
  )
}

function troubleOf({ state, error }: OwnFile): string | null {
  switch (state) {
    case 'ready':
      return null
    case 'reading':
      return 'Reading…'
    case 'untrusted':
      return 'Not trusted as it is now'
    case 'missing':
      return 'Not there any more'
    case 'broken':
      // The name of the file stands above it.
      return error?.message.replace(/ of \S.* is not valid Python:/, ':') ?? 'It cannot be read'
  }
}
