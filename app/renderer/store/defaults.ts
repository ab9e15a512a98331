/** What stands in a form that nobody has touched. */
import type { JobSpec } from '../../contract/job'
import { startOf } from './start'
import type { Values } from './state'

export const defaultsOf = ({ params }: Pick<JobSpec, 'params'>): Values =>
  Object.fromEntries(
    Object.entries(params.properties).flatMap(([name, schema]) => {
      const value = startOf(schema, params.required.includes(name))
      return value === undefined ? [] : [[name, value]]
    }),
  )
