/** The heavy parts of the window, loaded after the first frame and then kept ready. */

export const formPane = () => import('../form/FormPane')
export const tableGrid = () => import('../results/TableGrid')
export const chartCanvas = () => import('../results/ChartCanvas')

/** Fetches what has not been asked for yet, so that the first result does not have to wait for it. */
export function prefetch(): void {
  void tableGrid()
  void chartCanvas()
}
