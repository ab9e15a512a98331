/** Every sentence the core says about a problem: what is wrong, and what to do about it. Nothing else words one. */
import { clusterWords } from './words/cluster'
import { historyWords } from './words/history'
import { isolatedWords } from './words/isolated'
import { jobsWords } from './words/jobs'
import { packsWords } from './words/packs'
import { queueWords } from './words/queue'
import { runtimeWords } from './words/runtime'
import { storeWords } from './words/store'
import { sweepsWords } from './words/sweeps'
import { trustWords } from './words/trust'

export { type RuntimeFault, type RuntimeOrigin, runtimeHint, runtimeMessage } from './words/runtime'
export { reasonOf, whyNotMade } from './words/system'

export const text = {
  ...runtimeWords,
  ...jobsWords,
  ...storeWords,
  ...queueWords,
  ...historyWords,
  ...sweepsWords,
  ...isolatedWords,
  ...clusterWords,
  ...trustWords,
  ...packsWords,
} as const
