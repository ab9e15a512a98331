/**
 * AG Grid's own icons are masks, which Chromium knows without a prefix only since 120; drawn ones work everywhere and
 * look like the rest of the window.
 */
import { type Shape, shapes } from '../icons/shapes'

const drawn = (shape: Shape): string =>
  `<svg width="14" height="14" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" ` +
  `stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${shapes[shape]}"/></svg>`

export const gridIcons = {
  filter: drawn('funnel'),
  filterActive: drawn('funnel'),
  sortAscending: drawn('up'),
  sortDescending: drawn('down'),
  selectOpen: drawn('fold'),
  smallDown: drawn('fold'),
  search: drawn('search'),
  cancel: drawn('close'),
}
