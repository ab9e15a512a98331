import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react'
import type { Run } from '../../contract/run'
import { Icon } from '../icons/Icon'
import { StateMark, wordOf } from '../icons/StateMark'
import type { Shape } from '../icons/shapes'
import { holdRun, moveRun, releaseRun, runNext } from '../store/queue'
import { cancelRun, openRun } from '../store/runs'
import { neighbour } from './line'
import styles from './Queue.module.css'

interface Props {
  /** The next one first. */
  readonly runs: readonly Run[]
  readonly paused: boolean
}

/** The line, in which runs are moved by dragging or with Alt and the arrow keys. */
export function Waiting({ runs, paused }: Props) {
  const list = useRef<HTMLUListElement>(null)
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<string | null>(null)

  const step = async (run: Run, direction: 1 | -1): Promise<void> => {
    const other = neighbour(runs, run.id, direction)
    if (other === undefined) return
    await moveRun(run.id, direction < 0 ? { before: other.id } : { after: other.id })
    // The row is another one by now; who moved it goes with it.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-run="${CSS.escape(run.id)}"] button`)?.focus(),
    )
  }
  const onKeyDown = (run: Run) => (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    void step(run, event.key === 'ArrowUp' ? -1 : 1)
  }
  const onDrop = (run: Run) => (event: DragEvent) => {
    event.preventDefault()
    setOver(null)
    if (dragged !== null && dragged !== run.id) void moveRun(dragged, { before: run.id })
  }

  return (
    <ul ref={list}>
      {runs.map((run) => (
        <li
          key={run.id}
          className={styles.run}
          data-run={run.id}
          data-over={over === run.id && dragged !== run.id}
          draggable
          onDragStart={() => setDragged(run.id)}
          onDragEnd={() => setDragged(null)}
          onDragOver={(event) => {
            if (dragged === null) return
            event.preventDefault()
            setOver(run.id)
          }}
          onDragLeave={() => setOver(null)}
          onDrop={onDrop(run)}
          onKeyDown={onKeyDown(run)}
        >
          <StateMark state={run.state} />
          <button
            type="button"
            className={styles.title}
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
            title="Drag it, or press Alt and an arrow key, to move it"
            onClick={() => openRun(run.id)}
          >
            {run.job.title}
          </button>
          <span className={styles.words}>{run.waits ?? wordOf(run, paused)}</span>
          <span className={styles.tools}>
            <Tool shape="up" what="Run next" run={run} onClick={() => void runNext(run.id)} />
            {run.plan.held ? (
              <Tool shape="play" what="Release" run={run} onClick={() => void releaseRun(run.id)} />
            ) : (
              <Tool shape="pause" what="Hold" run={run} onClick={() => void holdRun(run.id)} />
            )}
            <Tool shape="close" what="Cancel" run={run} onClick={() => void cancelRun(run.id)} />
          </span>
        </li>
      ))}
    </ul>
  )
}

interface ToolProps {
  readonly shape: Shape
  readonly what: string
  readonly run: Run
  readonly onClick: () => void
}

const Tool = ({ shape, what, run, onClick }: ToolProps) => (
  <button type="button" aria-label={`${what}: ${run.job.title}`} title={what} onClick={onClick}>
    <Icon shape={shape} size={13} />
  </button>
)
