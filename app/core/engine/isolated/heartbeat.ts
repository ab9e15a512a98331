/**
 * Notices a process that does not answer. One that is stopped and one whose C code keeps the GIL look the same from
 * here, and the second is at work: it is told, and nothing else is done about it.
 */
import { text } from '../../text'
import type { Worker } from './worker'

const BEAT_MS = 2000
const SILENCE_MS = 10_000

export function listenForHeartbeat(worker: Worker, warn: (sentence: string) => void): () => void {
  let told = false
  const timer = setInterval(() => {
    const silence = performance.now() - worker.heard
    if (silence < SILENCE_MS) told = false
    else if (!told) {
      told = true
      warn(text.notResponding(Math.round(silence / 1000)))
    }
    worker.ping()
  }, BEAT_MS)
  return () => clearInterval(timer)
}
