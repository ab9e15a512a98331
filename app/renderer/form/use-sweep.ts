/** What the several values in a form come to: main is asked whenever they change. */
import { useEffect, useState } from 'react'
import type { ErrorReport } from '../../contract/error'
import type { SweepDraft, Values } from '../store/state'
import { planSweep } from '../store/sweeps'

export type SweepPlan =
  | { readonly state: 'asking' }
  | { readonly state: 'known'; readonly runs: number }
  | { readonly state: 'wrong'; readonly error: ErrorReport }

const ASKING: SweepPlan = { state: 'asking' }

/** Long enough to type on. */
const PAUSE_MS = 150

export function useSweep(job: string, values: Values, draft: SweepDraft | undefined): SweepPlan {
  const [plan, setPlan] = useState<SweepPlan>(ASKING)
  useEffect(() => {
    if (draft === undefined) return setPlan(ASKING)
    let left = false
    const timer = setTimeout(async () => {
      const reply = await planSweep(job, values, draft)
      if (left) return
      setPlan(reply.ok ? { state: 'known', runs: reply.value } : { state: 'wrong', error: reply.error })
    }, PAUSE_MS)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [job, values, draft])
  return plan
}
