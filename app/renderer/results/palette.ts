/** Colours for the canvas, which cannot read the stylesheet by itself. */

export interface Palette {
  readonly text: string
  readonly quiet: string
  readonly line: string
  readonly raised: string
  readonly accent: string
  readonly font: string
  readonly series: readonly string[]
  /** From the least to the greatest; each step as far from the next to the eye. */
  readonly sequential: readonly string[]
  /** With the middle at nought. */
  readonly diverging: readonly string[]
}

const LIGHT = [
  '#4650b8',
  '#d0731a',
  '#15876f',
  '#bf3a5b',
  '#7a8a12',
  '#9447b8',
  '#2280c2',
  '#8d6748',
  '#6b7280',
  '#d4569f',
]
const DARK = [
  '#8b95ff',
  '#f0a35a',
  '#45c9b0',
  '#f2788f',
  '#c0cf55',
  '#cb90ea',
  '#63b8f0',
  '#c9a682',
  '#a5adb8',
  '#f29ad0',
]

/** Viridis, which also those see who see few colours, and which keeps its order in grey. */
const SEQUENTIAL = ['#440154', '#46327e', '#365c8d', '#277f8e', '#1fa187', '#4ac16d', '#a0da39', '#fde725']
const DIVERGING_LIGHT = ['#2166ac', '#67a9cf', '#d1e5f0', '#f7f7f7', '#fddbc7', '#ef8a62', '#b2182b']
const DIVERGING_DARK = ['#6db6ff', '#3b7dbf', '#264a70', '#2b2d33', '#70392a', '#bd5a3c', '#ff9d7a']

const dark = window.matchMedia('(prefers-color-scheme: dark)')

export function currentPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  return {
    text: token('--text'),
    quiet: token('--quiet'),
    line: token('--line'),
    raised: token('--raised'),
    accent: dark.matches ? (DARK[0] ?? '') : (LIGHT[0] ?? ''),
    font: getComputedStyle(document.body).fontFamily,
    series: dark.matches ? DARK : LIGHT,
    sequential: SEQUENTIAL,
    diverging: dark.matches ? DIVERGING_DARK : DIVERGING_LIGHT,
  }
}

export function onSchemeChange(act: () => void): () => void {
  dark.addEventListener('change', act)
  return () => dark.removeEventListener('change', act)
}
