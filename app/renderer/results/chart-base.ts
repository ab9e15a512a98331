/** What all charts share: quiet axes, and a tooltip that is a real element because the policy forbids inline styles. */
import type { EChartsOption } from 'echarts'
import type { Palette } from './palette'

export const textStyle = (palette: Palette) => ({
  fontFamily: palette.font,
  fontSize: 11,
  color: palette.quiet,
})

export const tooltip = (palette: Palette, lines: (data: unknown) => readonly string[]) =>
  ({
    trigger: 'item',
    confine: true,
    transitionDuration: 0,
    backgroundColor: palette.raised,
    borderColor: palette.line,
    padding: [6, 9],
    textStyle: { ...textStyle(palette), color: palette.text, fontSize: 12 },
    formatter(params: unknown) {
      const box = document.createElement('div')
      for (const line of lines(params)) box.appendChild(document.createElement('div')).textContent = line
      return box
    },
  }) satisfies EChartsOption['tooltip']

export const axis = (palette: Palette) =>
  ({
    type: 'value',
    scale: true,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { ...textStyle(palette), hideOverlap: true },
    splitLine: { lineStyle: { color: palette.line } },
  }) as const
