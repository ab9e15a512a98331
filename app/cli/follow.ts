/** Turns the events of a run into lines, for a person or a program. */
import { join } from 'node:path'
import type { AppEvent } from '../contract/api'
import { isFinished, type Run } from '../contract/run'
import type { Context } from './commands/context'
import { jsonLine } from './json-line'
import { reporter, silent } from './terminal/progress'

export interface Follower {
  readonly event: (event: AppEvent) => void
  /** Leaves nothing half-written on the line. */
  readonly end: () => void
}

/** Of a sweep it shows the sweep itself; what its points say is in their own logs. */
export function follower({ core, screen, shared }: Context): Follower {
  const person = shared.quiet || shared.json ? silent : reporter(screen, () => Date.now())
  const program = shared.json && !shared.quiet
  const points = new Set<string>()
  const point = (run: Run): void => {
    points.add(run.id)
    if (!program || !isFinished(run.state)) return
    const { id, params, state, seconds, error } = run
    screen.out(jsonLine({ type: 'point', run: id, params, state, seconds, error: error?.message ?? null }))
  }
  /** What was shown while it runs, each time it is new. */
  const told = new Map<string, number>()
  const shown = ({ id, results }: Run): void => {
    for (const { name, label, kind, files, revision = 1 } of results) {
      if (told.get(name) === revision) continue
      told.set(name, revision)
      const folder = core.jobs.folder(id)
      const there = files.map((file) => ({ ...file, path: join(folder, ...file.path.split('/')) }))
      screen.out(jsonLine({ type: 'shown', name, label, kind, files: there, revision }))
    }
  }
  const event = (event: AppEvent): void => {
    switch (event.type) {
      case 'progress':
        if (points.has(event.run)) return
        person.progress(event.progress)
        if (program) screen.out(jsonLine({ type: 'progress', ...event.progress }))
        return
      case 'log':
        if (points.has(event.run)) return
        person.log(event.lines)
        if (program) for (const line of event.lines) screen.out(jsonLine({ type: 'log', ...line }))
        return
      case 'metrics':
        if (points.has(event.run)) return
        if (program) {
          for (const { name, points: told } of event.series) {
            for (const [step, value, at] of told) {
              screen.out(jsonLine({ type: 'metric', name, step, value, at }))
            }
          }
        }
        return
      case 'run': {
        const { id, job, params, state, sweep } = event.run
        if (sweep !== null) point(event.run)
        else if (program && state === 'running') shown(event.run)
        if (sweep !== null || !shared.json || state !== 'queued') return
        const folder = core.jobs.folder(id)
        screen.out(jsonLine({ type: 'run', version: 1, run: id, job: job.id, folder, params }))
        return
      }
      case 'catalog':
      case 'removed':
      case 'queue':
        return
    }
  }
  return { event, end: person.end }
}
