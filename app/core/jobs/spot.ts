/** A place between two others, as the numbers that put it there. */
import type { Place } from './line'

export interface Numbers {
  readonly priority: number
  readonly order: number
}

/**
 * Right beside `anchor`, with its priority. `other` stands on the far side of the gap, or is null. Null when no number
 * is left between the two: then their orders have to be spread first.
 */
export function beside(side: 'before' | 'after', anchor: Place, other: Place | null): Numbers | null {
  const { priority } = anchor
  const step = side === 'before' ? -1 : 1
  if (other === null || other.priority !== priority) return { priority, order: anchor.order + step }
  const order = (anchor.order + other.order) / 2
  const isBetween = Math.min(anchor.order, other.order) < order && order < Math.max(anchor.order, other.order)
  return isBetween ? { priority, order } : null
}
