/** Puts right what was found wrong, as far as it can be had again. The user's runs are never touched. */
import type { Layout } from '../layout'
import { repairRuntime } from './repairs/runtime'

export interface Surgery {
  readonly layout: Layout
  /** A folder to take whole files from: another copy of Gilder, or of its runtime. */
  readonly from: string | null
  readonly say: (line: string) => void
  readonly progress: (fraction: number) => void
}

export interface Repaired {
  readonly what: RepairName
  readonly state: 'nothing' | 'done' | 'failed'
  /** One sentence: what was done, or why it could not be. */
  readonly message: string
  /** One sentence: what to do; null when there is nothing to do. */
  readonly hint: string | null
}

export type RepairName = 'runtime'

/** Each looks for itself whether there is anything to do. Whatever else can be made again belongs here. */
const repairs: readonly ((surgery: Surgery) => Promise<Repaired>)[] = [repairRuntime]

export async function repair(
  surgery: Surgery,
  ended: (repaired: Repaired) => void,
): Promise<readonly Repaired[]> {
  const all: Repaired[] = []
  for (const attempt of repairs) {
    const repaired = await attempt(surgery)
    all.push(repaired)
    ended(repaired)
  }
  return all
}
