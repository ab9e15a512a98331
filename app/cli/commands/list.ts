import type { OwnPlace } from '../../contract/own'
import { nameOf } from '../../core/own/named'
import { exitCodes } from '../exit-code'
import { jsonLine } from '../json-line'
import { type Listed, listText } from '../terminal/job-text'
import type { Context } from './context'

/** --list */
export async function list({ core, shared, screen, report }: Context): Promise<number> {
  const [{ jobs, problems }] = await Promise.all([core.catalog.shipped(), core.own.settle()])
  const places = core.own.view()
  const shipped = jobs.map((job): Listed => ({ name: job.id, job }))
  if (shared.json) {
    for (const { name, job } of [...shipped, ...places.flatMap(listed)])
      screen.out(jsonLine({ type: 'job', name, ...job }))
  } else {
    screen.out(listText(null, shipped, screen.columns))
    for (const place of places) {
      const own = listed(place)
      if (own.length > 0) screen.out(`\n${listText(headingOf(place), own, screen.columns)}`)
    }
  }
  for (const problem of problems) report.problem(problem)
  for (const { files } of places) for (const { error } of files) if (error !== null) report.problem(error)
  return exitCodes.ok
}

/** Those that could be run now. */
const listed = (place: OwnPlace): readonly Listed[] =>
  place.files
    .filter(({ state }) => state === 'ready')
    .flatMap(({ jobs }) => jobs.map((job) => ({ name: nameOf(place, job, jobs.length === 1), job })))

const headingOf = ({ kind, folder }: OwnPlace): string =>
  kind === 'opened' ? 'Files opened in the window:' : `In ${folder}:`
