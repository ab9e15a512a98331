/** What every command works with. */
import type { Core } from '../../core/core'
import type { Interpreter } from '../../core/engine/interpreter'
import type { Shared } from '../arguments/wanted'
import type { Interruption } from '../interruption'
import type { Report } from '../report'
import type { Screen } from '../terminal/streams'

export interface Context {
  readonly core: Core
  readonly interpreter: Interpreter
  readonly shared: Shared
  readonly screen: Screen
  readonly report: Report
  readonly interruption: Interruption
}
