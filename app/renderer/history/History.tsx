import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useNow } from '../shell/clock'
import { readOn } from '../store/history'
import { useStore } from '../store/store'
import { FirstRun } from './FirstRun'
import styles from './History.module.css'
import { HistoryItem, ROW_HEIGHT } from './HistoryItem'
import { SearchBox } from './SearchBox'

/** Rows before the end at which the next ones are asked for. */
const AHEAD = 30

export function History() {
  const order = useStore((state) => state.order)
  const search = useStore((state) => state.search)
  const known = useStore((state) => state.seq >= 0)
  const shown = search?.found ?? order
  return (
    <div className={styles.history}>
      <h2 className="heading">History</h2>
      {order.length > 0 && <SearchBox />}
      {shown.length > 0 && <Runs order={shown} />}
      {order.length === 0 && known && <FirstRun />}
      {search !== null && shown.length === 0 && !search.asking && search.error === null && (
        <p className={styles.first}>No runs match.</p>
      )}
    </div>
  )
}

function Runs({ order }: { readonly order: readonly string[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const heading = useRef<number | null>(null)
  const now = useNow(30_000)
  const rows = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => order[index] ?? index,
    overscan: 6,
  })

  const last = rows.getVirtualItems().at(-1)?.index ?? 0
  const nearEnd = last >= order.length - AHEAD
  useEffect(() => {
    if (nearEnd) void readOn()
  }, [nearEnd, order.length])

  /** Arrow keys reach runs that are not drawn yet: scroll there first, then give them the focus. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    // Keys may come faster than frames: the next step counts from where the last one leads.
    const at = heading.current ?? Number((document.activeElement as HTMLElement | null)?.dataset.index)
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -order.length, End: order.length }[event.key]
    if (step === undefined || Number.isNaN(at)) return
    event.preventDefault()
    const to = Math.min(Math.max(at + step, 0), order.length - 1)
    heading.current = to
    rows.scrollToIndex(to)
    requestAnimationFrame(() => {
      if (heading.current !== to) return
      heading.current = null
      scroller.current
        ?.querySelector<HTMLButtonElement>(`[data-index="${to}"]`)
        ?.focus({ preventScroll: true })
    })
  }

  return (
    <div ref={scroller} className={styles.scroller}>
      <ul
        aria-label="History"
        className={styles.list}
        style={{ height: rows.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {rows.getVirtualItems().map(({ index, key, start }) => (
          <li key={key} style={{ transform: `translateY(${start}px)` }}>
            <HistoryItem id={order[index] ?? ''} index={index} now={now} />
          </li>
        ))}
      </ul>
    </div>
  )
}
