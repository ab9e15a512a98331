import { Button } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { formatCount } from '../format/number'
import { Icon } from '../icons/Icon'
import { copyText } from '../shell/clipboard'
import { useStore } from '../store/store'
import styles from './Log.module.css'
import { asText, levelWord, rowsOf } from './log-rows'

const ROW_HEIGHT = 20
/** Nearer to the end than this counts as being there. */
const NEAR_END = 24

export function Log({ run }: { readonly run: string }) {
  const log = useStore((state) => state.logs[run])
  const rows = useMemo(() => rowsOf(log?.lines ?? []), [log])
  const scroller = useRef<HTMLDivElement>(null)
  const [following, setFollowing] = useState(true)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 20,
  })

  useEffect(() => {
    if (following && rows.length > 0) virtual.scrollToIndex(rows.length - 1, { align: 'end' })
  }, [following, rows.length, virtual])

  const onScroll = (): void => {
    const view = scroller.current
    if (view !== null) setFollowing(view.scrollHeight - view.scrollTop - view.clientHeight < NEAR_END)
  }

  if (rows.length === 0) {
    return (
      <p className={styles.none}>
        {log?.whole === false ? 'Reading the log…' : 'This run has not written anything.'}
      </p>
    )
  }
  return (
    <div className={styles.log}>
      <div className={styles.bar}>
        <span>
          {log === undefined || log.dropped === 0
            ? 'Seconds since the start'
            : `${formatCount(log.dropped, 'earlier line is', 'earlier lines are')} in log.txt in the folder of the run`}
        </span>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<Icon shape="copy" size={13} />}
          onClick={() => void copyText(asText(log?.lines ?? []), 'Log')}
        >
          Copy all
        </Button>
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        role="log"
        aria-label="Log"
        // New lines are not read out: a busy job would never let anybody finish a sentence.
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        <div className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]
            if (row === undefined) return null
            return (
              <div
                key={index}
                ref={virtual.measureElement}
                data-index={index}
                className={styles.row}
                data-level={row.level}
                style={{ transform: `translateY(${start}px)` }}
              >
                <span className={styles.at}>{row.continued ? '' : row.at.toFixed(2)}</span>
                <span className={styles.level}>{row.continued ? '' : levelWord(row.level)}</span>
                <span className={styles.text}>{row.text}</span>
              </div>
            )
          })}
        </div>
      </div>
      {!following && (
        <Button
          className={styles.toEnd ?? ''}
          variant="default"
          leftSection={<Icon shape="down" size={13} />}
          onClick={() => setFollowing(true)}
        >
          Follow
        </Button>
      )}
    </div>
  )
}
