/** One look at one thing. A check never throws for what it looks at: that is a finding. */
import type { CheckName, Finding } from '../../contract/doctor'
import type { Progress } from '../../contract/run'
import type { Interpreter } from '../engine/interpreter'
import type { Layout } from '../layout'
import type { SelfTest } from './self-test'

export interface Patient {
  readonly layout: Layout
  /** Gilder's own version. */
  readonly version: string
  readonly interpreter: Interpreter
  readonly progress: (progress: Progress) => void
  /** By the runtime's own program in a process of its own; the same for everybody who asks. */
  readonly selfTest: () => Promise<SelfTest>
}

export type Verdict = Omit<Finding, 'check'>

export interface Check {
  readonly name: CheckName
  readonly look: (patient: Patient) => Promise<Verdict>
}

type Facts = Readonly<Record<string, unknown>>

export const ok = (message: string, facts: Facts = {}): Verdict => ({
  state: 'ok',
  message,
  hint: null,
  facts,
})

export const warning = (message: string, hint: string, facts: Facts = {}): Verdict => ({
  state: 'warning',
  message,
  hint,
  facts,
})

export const problem = (message: string, hint: string, facts: Facts = {}): Verdict => ({
  state: 'problem',
  message,
  hint,
  facts,
})

/** `1.4 GB`; of decimal units, as disks are sold. */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const value = bytes / 1000 ** step
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`
}
