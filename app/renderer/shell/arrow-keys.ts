/** Up, Down, Home and End move between the buttons of a list. */
import type { KeyboardEvent } from 'react'

export function moveWithArrows(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('li > button')]
  const focused = document.activeElement
  const at = focused instanceof HTMLButtonElement ? buttons.indexOf(focused) : -1
  if (at < 0) return
  const to = target(event.key, at, buttons.length)
  if (to === undefined) return
  event.preventDefault()
  buttons[to]?.focus()
}

function target(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1)
    case 'ArrowUp':
      return Math.max(at - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
