/** Colours for the canvas, which cannot read the stylesheet by itself. */

export interface Palette {
  readonly text: string
  readonly quiet: string
  readonly line: string
  readonly raised: string
  readonly accent: string
  readonly font: string
  readonly series: readonly string[]
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
  }
}

export function onSchemeChange(act: () => void): () => void {
  dark.addEventListener('change', act)
  return () => dark.removeEventListener('change', act)
}
