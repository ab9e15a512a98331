/** Looks everything over that a run needs, one thing after the other; none keeps the others from being looked at. */
import type { CheckName, Finding, Health } from '../../contract/doctor'
import { reportOf } from '../../contract/error'
import type { Check, Patient } from './check'
import { data } from './checks/data'
import { disk } from './checks/disk'
import { display } from './checks/display'
import { files } from './checks/files'
import { graphics } from './checks/graphics'
import { memory } from './checks/memory'
import { processor } from './checks/processor'
import { embedded, python } from './checks/python'
import { runtime } from './checks/runtime'
import { system } from './checks/system'
import { type SelfTest, testInProcess } from './self-test'

/** The order they are told in: the surroundings, where runs are kept, Python. */
const checks: readonly Check[] = [
  system,
  processor,
  memory,
  display,
  data,
  disk,
  runtime,
  files,
  python,
  embedded,
  graphics,
]

export type Examination = Omit<Patient, 'selfTest'>

export async function examine(
  examination: Examination,
  found: (finding: Finding) => void,
): Promise<readonly Finding[]> {
  let test: Promise<SelfTest> | null = null
  const selfTest = (): Promise<SelfTest> => {
    test ??= startSelfTest(examination)
    return test
  }
  const patient: Patient = { ...examination, selfTest }
  const findings: Finding[] = []
  // It takes a process and seconds of its own: the others go on meanwhile.
  void selfTest()
  for (const check of checks) {
    const finding = { check: check.name, ...(await looked(check, patient)) }
    findings.push(finding)
    found(finding)
  }
  return findings
}

async function startSelfTest({ interpreter, layout }: Examination): Promise<SelfTest> {
  const { files: parts } = await interpreter.runtime()
  if (parts === null) return { ran: false, why: 'its files cannot be used' }
  return testInProcess(layout, parts)
}

async function looked(check: Check, patient: Patient): Promise<Omit<Finding, 'check'>> {
  try {
    return await check.look(patient)
  } catch (error) {
    const { message } = reportOf(error)
    const hint = 'This is a fault in Gilder: please report it.'
    return { state: 'warning', message: `This could not be looked at: ${message}`, hint, facts: {} }
  }
}

export interface Summary {
  readonly state: Health
  /** Jobs cannot run because of it; null when they can. */
  readonly unusable: 'runtime' | 'data' | null
  readonly warnings: number
  readonly problems: number
}

const kept: readonly CheckName[] = ['data', 'disk']

export function summaryOf(findings: readonly Finding[]): Summary {
  const problems = findings.filter(({ state }) => state === 'problem')
  const warnings = findings.filter(({ state }) => state === 'warning').length
  const state = problems.length > 0 ? 'problem' : warnings > 0 ? 'warning' : 'ok'
  const unusable =
    problems.length === 0 ? null : problems.every(({ check }) => kept.includes(check)) ? 'data' : 'runtime'
  return { state, unusable, warnings, problems: problems.length }
}
