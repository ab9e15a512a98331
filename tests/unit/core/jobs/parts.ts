/** What Jobs needs around it, with a machine that has four cores and all the memory one could want. */
import { GilderError } from '../../../../app/contract/error'
import { noDesk, standardSettings } from '../../../../app/core/jobs/desk'
import type { EventStream } from '../../../../app/core/jobs/events'
import type { JobsParts } from '../../../../app/core/jobs/jobs'
import type { RunStore } from '../../../../app/core/store/store'
import { draft, spec } from '../sample-run'
import type { EngineDouble } from './engine-double'

export function jobsParts(
  engine: EngineDouble,
  store: RunStore,
  events: EventStream,
  more: Partial<JobsParts> = {},
): JobsParts {
  return {
    engine,
    store,
    events,
    environment: async () => draft.environment,
    find: async (name) => {
      if (name === spec.id) return spec
      throw new GilderError({ kind: 'usage', message: `There is no job named "${name}".` })
    },
    recall: async () => spec,
    permitCheckpoint: async () => {},
    resume: async () => ({ state: 'refused', problems: [], error: null }),
    place: async () => 'app' as const,
    settings: standardSettings(4),
    file: null,
    desk: noDesk,
    cores: 4,
    memory: () => 2 ** 40,
    stuck: () => 0,
    again: () => {},
    ...more,
  }
}
