/**
 * All processes of a run, and their end. Each of the three ways to find them misses some: a child may leave the process
 * group, be given an empty environment, or lose the parent it was started by.
 */
import type { ProcessRef } from '../../../contract/run'
import { RUN_MARK } from './environment'
import { childrenOf, everyProcess, isMarked, look, type Seen } from './proc'

/** How long a program that is told to end may take to put away what it has open. */
const GRACE_MS = 300
const LIMIT_MS = 3000
const PAUSE_MS = 10

/** Every process of the run that lives now, the worker among them. Linux only: elsewhere nothing is found. */
export function treeOf(run: string | null, worker: ProcessRef | null): readonly Seen[] {
  const all = everyProcess().filter(({ pid }) => pid !== process.pid)
  const leader = worker === null ? null : look(worker.pid)
  // The number may have come round: then it is somebody else's, and so is the group of that number.
  const isOurs = worker !== null && (leader === null || leader.started === worker.started)
  const inTree = new Set<number>()
  for (const { pid, group, started } of all) {
    // To ask all others for their marks would take as long as everything else together.
    if (worker !== null && started < worker.started) continue
    if ((isOurs && group === worker.pid) || (run !== null && isMarked(pid, RUN_MARK, run))) inTree.add(pid)
  }
  for (let size = -1; size !== inTree.size; ) {
    size = inTree.size
    for (const { pid, parent } of all) if (inTree.has(parent)) inTree.add(pid)
  }
  return all.filter(({ pid }) => inTree.has(pid))
}

/** The worker and what stands below it, in a look short enough to be taken several times a second. */
export function below(pid: number): readonly number[] {
  const found = [pid]
  for (const one of found) found.push(...childrenOf(one).filter((child) => !found.includes(child)))
  return found
}

export function signalTree(tree: readonly Seen[], signal: NodeJS.Signals): void {
  for (const seen of tree) signalOne(seen, signal)
}

/**
 * Ends everything a run has left, also that of a Gilder that has died: asks, and kills what has not gone by then.
 * Resolves once nothing of it lives. `seen` was below the worker while it lived.
 */
export async function endTree(
  run: string | null,
  worker: ProcessRef | null,
  seen: readonly Seen[] = [],
): Promise<void> {
  if (process.platform !== 'linux') return endGroup(worker)
  const begun = performance.now()
  const asked = new Set<number>()
  for (;;) {
    const tree = leftOf(run, worker, seen)
    const elapsed = (): number => performance.now() - begun
    if (tree.length === 0 || elapsed() > LIMIT_MS) return
    const late = elapsed() > GRACE_MS
    if (late) signalTree(tree, 'SIGKILL')
    const fresh = tree.filter(({ pid }) => !asked.has(pid))
    signalTree(fresh, 'SIGTERM')
    for (const { pid } of fresh) asked.add(pid)
    // Only these are looked at meanwhile: a look at everything holds up whatever else this thread has to do.
    const until = late ? elapsed() + GRACE_MS : GRACE_MS
    do await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    while (elapsed() <= until && tree.some(lives))
  }
}

/** At once, whatever it was doing. */
export function killTree(run: string, worker: ProcessRef, seen: readonly Seen[]): void {
  if (process.platform === 'linux') signalTree(leftOf(run, worker, seen), 'SIGKILL')
  else endGroup(worker)
}

function leftOf(run: string | null, worker: ProcessRef | null, seen: readonly Seen[]): readonly Seen[] {
  const tree = treeOf(run, worker)
  const known = new Set(tree.map(({ pid }) => pid))
  return [...tree, ...seen.filter((one) => !known.has(one.pid) && lives(one))]
}

const lives = ({ pid, started }: Seen): boolean => look(pid)?.started === started

/** macOS, where nothing can be looked up. On Windows the worker's job object ends with the worker. */
function endGroup(worker: ProcessRef | null): void {
  if (worker === null) return
  try {
    process.kill(process.platform === 'win32' ? worker.pid : -worker.pid, 'SIGKILL')
  } catch {
    // It has gone by itself.
  }
}

function signalOne(seen: Seen, signal: NodeJS.Signals): void {
  try {
    process.kill(seen.pid, signal)
  } catch {
    // It has gone by itself, or is somebody else's by now.
  }
}
