/** What every command works with. */
import type { Core } from '../../core/core'
import type { Shared } from '../arguments/flags'
import type { Interruption } from '../interruption'
import type { Report } from '../report'
import type { Screen } from '../terminal/streams'

export interface Context {
  readonly core: Core
  readonly shared: Shared
  readonly screen: Screen
  readonly report: Report
  readonly interruption: Interruption
}
