/** The overview of an array as a chart: a line as it goes up and down, a matrix as colours. */
import type { ArrayPreview, HeatmapPreview, LinePreview } from '../../contract/result'

export function arrayChart({ overview, shape }: ArrayPreview): LinePreview | HeatmapPreview | null {
  if (overview === null || overview === undefined) return null
  const base = { kind: 'chart', title: '' } as const
  if (overview.type === 'line') {
    const { per, low, high } = overview
    // Between the lowest and the highest of each part and on to the next: no peak is lost, whatever the width.
    const points = low.flatMap((value, at): [number, number | null][] =>
      high === null
        ? [[at, value]]
        : [
            [at * per, value],
            [at * per + per / 2, high[at] ?? null],
          ],
    )
    const total = shape.reduce((product, size) => product * size, 1)
    return {
      ...base,
      type: 'line',
      x: { label: '', type: 'value' },
      y: { label: '' },
      series: [{ name: '', points }],
      total,
    }
  }
  const { per, rows, columns, low, high } = overview
  const cell = (at: number): number | null => {
    const [least, most] = [low[at] ?? null, high === null ? null : (high[at] ?? null)]
    return least === null || most === null ? least : (least + most) / 2
  }
  return {
    ...base,
    type: 'heatmap',
    x: { label: '', places: counted(columns, per[1]) },
    y: { label: '', places: counted(rows, per[0]) },
    label: '',
    cells: Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => cell(row * columns + column)),
    ),
    shape: [rows * per[0], columns * per[1]],
  }
}

const counted = (count: number, per: number): number[] => Array.from({ length: count }, (_, at) => at * per)

/** What the chart leaves out. */
export function overviewWords({ overview, shape }: ArrayPreview): string | null {
  if (overview === null || overview === undefined) return null
  if (overview.type === 'line') {
    return overview.high === null ? null : `drawn by the least and the greatest of every ${overview.per}`
  }
  const more = shape.filter((size) => size !== 1).length > 2
  const blocks =
    overview.high === null ? '' : `in blocks of ${overview.per[0]} × ${overview.per[1]}, by their middle`
  return [more ? 'its first matrix' : '', blocks].filter((part) => part !== '').join(', ') || null
}
