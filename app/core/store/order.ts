/** The order runs are shown in. */
import type { Run } from '../../contract/run'

/** For `sort`; two of the same moment go by their names, so that the order is always the same. */
export const newestFirst = (a: Run, b: Run): number => compare(b.created, a.created) || compare(b.id, a.id)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
