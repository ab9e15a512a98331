/** Keys that work wherever the focus is. */
import { useEffect, useRef } from 'react'

const isMac = navigator.platform.startsWith('Mac')

/** How a shortcut is written on this machine. */
export const keyLabel = (key: 'Enter' | '.' | 'O'): string => {
  const word = key === 'Enter' ? (isMac ? '↩' : 'Enter') : key
  return isMac ? `⌘${word}` : `Ctrl+${word}`
}

/** Ctrl (or Command) with the key. Nothing happens while a dialog asks something. */
export function useShortcut(key: string, act: () => void): void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== key || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      if (event.repeat || document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [key])
}
