/** Asks main for what a run has measured. */
import { answerOf } from './notices'
import { useStore } from './store'

const asked = new Set<string>()

export async function readMetrics(run: string): Promise<void> {
  if (asked.has(run)) return
  asked.add(run)
  const series = await answerOf(window.gilder.metrics(run))
  asked.delete(run)
  if (series === undefined) return
  // Who has left the run meanwhile asks again when he comes back.
  useStore.setState(({ metrics, open }) => (open === run ? { metrics: { ...metrics, [run]: series } } : {}))
}
