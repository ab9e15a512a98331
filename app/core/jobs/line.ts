/** Who waits, always in the order of their turns. Finding a place is a binary search, also among thousands. */

export interface Place {
  readonly id: string
  readonly priority: number
  readonly order: number
}

/** For `sort`: higher priorities first, then smaller orders; two alike go by their names. */
export const inTurn = (a: Place, b: Place): number =>
  b.priority - a.priority || a.order - b.order || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

export class Line<P extends Place> {
  private readonly places: P[] = []

  get length(): number {
    return this.places.length
  }

  get first(): P | null {
    return this.places[0] ?? null
  }

  get last(): P | null {
    return this.places.at(-1) ?? null
  }

  add(place: P): void {
    this.places.splice(this.indexOf(place), 0, place)
  }

  remove(place: P): void {
    const at = this.indexOf(place)
    if (this.places[at]?.id === place.id) this.places.splice(at, 1)
  }

  /** The one whose turn comes just before this one's. */
  before(place: P): P | null {
    return this.places[this.indexOf(place) - 1] ?? null
  }

  /** The one whose turn comes just after this one's, which is in the line. */
  after(place: P): P | null {
    return this.places[this.indexOf(place) + 1] ?? null
  }

  withPriority(priority: number): readonly P[] {
    return this.places.filter((place) => place.priority === priority)
  }

  /** Where it stands, or would. */
  private indexOf(place: P): number {
    let low = 0
    let high = this.places.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = this.places[middle]
      if (other !== undefined && inTurn(other, place) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}
