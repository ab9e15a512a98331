import { formatDuration } from '../format/duration'
import { formatAgo } from '../format/time'
import { StateMark, wordOf } from '../icons/StateMark'
import { isActive } from '../store/events'
import { openRun } from '../store/runs'
import { useStore } from '../store/store'
import styles from './History.module.css'

export const ROW_HEIGHT = 46

const percent = (fraction: number | null): string =>
  fraction === null ? '' : `${Math.floor(fraction * 100)} %`
const took = (seconds: number | null): string => (seconds === null ? '' : formatDuration(seconds))

const pointsOf = (points: number): string => (points === 1 ? 'sweep of 1 point' : `sweep of ${points} points`)

interface Props {
  readonly id: string
  readonly index: number
  readonly now: number
}

export function HistoryItem({ id, index, now }: Props) {
  const run = useStore((state) => state.runs[id])
  const open = useStore((state) => state.open === id)
  const paused = useStore((state) => state.queue?.paused === true)
  const fraction = useStore((state) => state.progress[id]?.fraction ?? null)
  if (run === undefined) return null

  const word = wordOf(run, paused)
  const ago = formatAgo(run.created, now)
  const measure = isActive(run.state) ? percent(fraction) : took(run.seconds)
  const title = run.points === null ? run.job.title : `${run.job.title}, ${pointsOf(run.points)}`
  const name = [title, word.toLowerCase(), ago, measure].filter((part) => part !== '').join(', ')

  return (
    <button
      type="button"
      className={styles.run}
      data-index={index}
      aria-label={name}
      aria-current={open ? 'true' : undefined}
      onClick={() => openRun(id)}
    >
      <StateMark state={run.state} />
      <span className={styles.title}>{title}</span>
      <span className={styles.state}>{measure === '' ? word : `${word} · ${measure}`}</span>
      <span className={styles.ago}>{ago}</span>
    </button>
  )
}
