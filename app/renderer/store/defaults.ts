/** What stands in a form that nobody has touched. */
import type { JobSpec } from '../../contract/job'
import type { Values } from './state'

export const defaultsOf = ({ params }: Pick<JobSpec, 'params'>): Values =>
  Object.fromEntries(
    Object.entries(params.properties).flatMap(([name, { default: value }]) =>
      value === undefined || value === null ? [] : [[name, value]],
    ),
  )
