/** The points of a sweep: every combination of its values, or so many drawn at random. */
import { GilderError } from '../../contract/error'
import { text } from '../text'
import type { Axis } from './axis'

export type Point = Readonly<Record<string, unknown>>

/** Null draws nothing: every combination. */
export interface Draw {
  readonly samples: number
  readonly seed: number
}

/** A sweep of more is not looked at by anybody; its table would be. */
export const MOST_POINTS = 100_000

export function pointsOf(axes: readonly Axis[], draw: Draw | null): readonly Point[] {
  return draw === null ? grid(axes) : samples(axes, draw)
}

/** The last axis changes fastest, as in nested loops. */
function grid(axes: readonly Axis[]): readonly Point[] {
  let points: readonly Point[] = [{}]
  for (const axis of axes) {
    if (axis.kind === 'between') throw new GilderError(text.sweepStep(axis.name, axis.from, axis.to))
    if (points.length * axis.values.length > MOST_POINTS)
      throw new GilderError(text.sweepTooLarge(MOST_POINTS))
    points = points.flatMap((point) => axis.values.map((value) => ({ ...point, [axis.name]: value })))
  }
  return points
}

/** No point twice where there are others left to draw. */
function samples(axes: readonly Axis[], draw: Draw): readonly Point[] {
  if (draw.samples > MOST_POINTS) throw new GilderError(text.sweepTooLarge(MOST_POINTS))
  const random = generator(draw.seed)
  const drawn = new Map<string, Point>()
  // A small grid runs out of new points; by then this many tries find nearly all of them.
  for (let tries = 0; drawn.size < draw.samples && tries < draw.samples * 50; tries += 1) {
    const point = Object.fromEntries(axes.map((axis) => [axis.name, drawnFrom(axis, random())]))
    const key = JSON.stringify(Object.values(point).map(String))
    if (!drawn.has(key)) drawn.set(key, point)
  }
  return [...drawn.values()]
}

/** `at` is from 0 up to, not including, 1. */
function drawnFrom(axis: Axis, at: number): unknown {
  if (axis.kind === 'values') return axis.values[Math.floor(at * axis.values.length)]
  const { from, to, whole, log } = axis
  const between = (a: number, b: number): number =>
    log ? Math.exp(Math.log(a) + at * (Math.log(b) - Math.log(a))) : a + at * (b - a)
  if (whole) return Math.min(to, Math.floor(between(from, to + 1)))
  return Number(between(from, to).toPrecision(12))
}

/**
 * The same numbers from the same seed, on every machine: SplitMix (Steele, Lea and Flood, "Fast splittable pseudorandom
 * number generators", OOPSLA 2014) in its form for 32 bits. Good enough to spread points, not for statistics.
 */
function generator(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    mixed ^= mixed >>> 15
    return (mixed >>> 0) / 0x1_0000_0000
  }
}
