import type { JobSpec } from '../../contract/job'

/** The jobs in which every word of the filter occurs somewhere. */
export function matching(jobs: readonly JobSpec[], filter: string): readonly JobSpec[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  return jobs.filter((job) => {
    const text = [job.title, job.summary, job.id, ...job.tags].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
