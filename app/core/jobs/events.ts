/** The one stream of what happens: every event gets the next number, whatever it is about. */
import type { AppEvent } from '../../contract/api'

type Unnumbered<E> = E extends unknown ? Omit<E, 'seq'> : never
export type NewEvent = Unnumbered<AppEvent>
export type Listener = (event: AppEvent) => void

export class EventStream {
  private last = 0
  private readonly listeners = new Set<Listener>()

  /** The number of the newest event. */
  get seq(): number {
    return this.last
  }

  emit(event: NewEvent): void {
    this.last += 1
    const numbered = { ...event, seq: this.last } as AppEvent
    for (const listener of this.listeners) listener(numbered)
  }

  /** The returned function ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
