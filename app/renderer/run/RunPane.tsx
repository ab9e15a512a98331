import { useMemo, useState } from 'react'
import type { LogLine, Run } from '../../contract/run'
import { QueueView } from '../queue/QueueView'
import { Results } from '../results/Results'
import { useShortcut } from '../shell/shortcut'
import { isActive } from '../store/events'
import { cancelRun } from '../store/runs'
import { cancellable, openedRun } from '../store/select'
import { useStore } from '../store/store'
import { CancelQuestion, isWorthAsking } from './CancelQuestion'
import { Log } from './Log'
import { NoRun } from './NoRun'
import { Parameters } from './Parameters'
import { RunHeader } from './RunHeader'
import styles from './RunPane.module.css'
import { RunProgress } from './RunProgress'
import { Tabs } from './Tabs'

export function RunPane() {
  const run = useStore(openedRun)
  const target = useStore(cancellable)
  const queueShown = useStore((state) => state.queueShown)
  const [asking, setAsking] = useState<Run | null>(null)

  const cancel = (wanted: Run | undefined): void => {
    if (wanted === undefined) return
    if (isWorthAsking(wanted)) setAsking(wanted)
    else void cancelRun(wanted.id)
  }
  useShortcut('.', () => cancel(target))

  return (
    <>
      {queueShown ? (
        <QueueView />
      ) : run === undefined ? (
        <NoRun />
      ) : (
        <Opened key={run.id} run={run} onCancel={() => cancel(run)} />
      )}
      {asking !== null && <CancelQuestion run={asking} onClose={() => setAsking(null)} />}
    </>
  )
}

const NO_LINES: readonly LogLine[] = []

const logFacts = (count: number, warned: boolean) => ({
  ...(count === 0 ? {} : { count }),
  ...(warned ? { alert: 'with warnings' } : {}),
})

type Tab = 'results' | 'log' | 'parameters'

function Opened({ run, onCancel }: { readonly run: Run; readonly onCancel: () => void }) {
  const [tab, setTab] = useState<Tab>('results')
  const lines = useStore((state) => state.logs[run.id]?.lines) ?? NO_LINES
  const warned = useMemo(() => lines.some(({ level }) => level === 'warning' || level === 'error'), [lines])
  return (
    <>
      <RunHeader run={run} onCancel={onCancel} />
      {isActive(run.state) && <RunProgress run={run} />}
      <Tabs
        label="What to see of this run"
        tabs={[
          { id: 'results', label: 'Results' },
          { id: 'log', label: 'Log', ...logFacts(lines.length, warned) },
          { id: 'parameters', label: 'Parameters' },
        ]}
        selected={tab}
        onSelect={setTab}
      />
      <div
        className={styles.panel}
        role="tabpanel"
        id={`panel-${tab}`}
        aria-labelledby={`tab-${tab}`}
        // The log scrolls by itself; the others scroll here and so must be reachable by keyboard.
        tabIndex={tab === 'log' ? undefined : 0}
        data-tab={tab}
      >
        {tab === 'results' && <Results run={run} />}
        {tab === 'log' && <Log run={run.id} />}
        {tab === 'parameters' && <Parameters run={run} />}
      </div>
    </>
  )
}
