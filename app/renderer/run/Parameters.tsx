import type { ReactNode } from 'react'
import type { Run } from '../../contract/run'
import { formatBytes } from '../format/bytes'
import { asJson } from '../format/json'
import { formatNumber } from '../format/number'
import { useStore } from '../store/store'
import styles from './Parameters.module.css'

/** All that is needed to get the same result again. */
export function Parameters({ run }: { readonly run: Run }) {
  const job = useStore((state) => state.jobs.find(({ id }) => id === run.job.id))
  const titleOf = (name: string): string => job?.params.properties[name]?.title ?? name
  return (
    <div className={styles.parameters}>
      <List
        title="Parameters"
        rows={Object.entries(run.params).map(([name, value]) => [titleOf(name), shown(value)])}
      />
      <List
        title="Input files"
        rows={run.inputs.map(({ param, path, bytes, sha256 }) => [
          titleOf(param),
          <>
            {path}
            <span className={styles.aside}>
              {formatBytes(bytes)} · SHA-256 <code title={sha256}>{sha256.slice(0, 12)}…</code>
            </span>
          </>,
        ])}
      />
      <List
        title="Made with"
        rows={[
          ['Job', `${run.job.id} (${run.job.file})`],
          ['Gilder', run.environment.gilder],
          ['Python', run.environment.python],
          ['Environment', <code key="hash">{run.environment.hash.slice(0, 12)}</code>],
          ['Run', <code key="id">{run.id}</code>],
        ]}
      />
    </div>
  )
}

function List({
  title,
  rows,
}: {
  readonly title: string
  readonly rows: readonly (readonly [string, ReactNode])[]
}) {
  if (rows.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function shown(value: unknown): ReactNode {
  if (value === null || value === undefined || value === '') return <span className={styles.none}>—</span>
  if (typeof value === 'number') return formatNumber(value)
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string') return value
  if (Array.isArray(value))
    return value.length === 0 ? <span className={styles.none}>—</span> : value.map(String).join(', ')
  return <code>{asJson(value)}</code>
}
