import { useEffect, useRef } from 'react'
import type { OwnFile, OwnPlace } from '../../contract/own'
import { fileName } from '../format/file-name'
import { Icon } from '../icons/Icon'
import type { Shape } from '../icons/shapes'
import { moveWithArrows } from '../shell/arrow-keys'
import { selectJob } from '../store/forms'
import { openJobs, removeJobs, showJobs } from '../store/own'
import { useStore } from '../store/store'
import { Action } from './Action'
import lists from './JobList.module.css'
import styles from './OwnJobs.module.css'
import { type Row, rowsOf } from './own-rows'

/** The jobs that the user has written or been given: folder by folder, then single files. */
export function OwnJobs({ filter }: { readonly filter: string }) {
  const own = useStore((state) => state.own)
  return own.map((place) => <Place key={place.folder} place={place} filter={filter} />)
}

/** While there are none: how to have some. */
export function NoOwnJobs() {
  const own = useStore((state) => state.own)
  if (own.length === 0) return null
  const standard = own.find(({ kind }) => kind === 'standard')?.folder ?? ''
  return (
    <p className={styles.nothing}>
      Drop a Python file here to run it. What lies in{' '}
      <button type="button" className={styles.link} title={standard} onClick={() => void showJobs(standard)}>
        your jobs folder
      </button>{' '}
      is listed by itself.
    </p>
  )
}

const titles = { standard: 'Jobs folder', opened: 'Opened files' } as const

function Place({ place, filter }: { readonly place: OwnPlace; readonly filter: string }) {
  const { kind, folder, there, files } = place
  const selected = useStore((state) => state.job)
  const rows = files.flatMap((file) => rowsOf(file, filter))
  if (kind !== 'added' && files.length === 0) return null
  if (filter !== '' && rows.length === 0) return null
  const title = kind === 'added' ? fileName(folder) : titles[kind]
  return (
    <section aria-label={title}>
      <div className={styles.place} title={folder}>
        <h3>{title}</h3>
        {kind !== 'opened' && (
          <Action shape="folder" label={`Show ${title} in the file manager`} act={() => showJobs(folder)} />
        )}
        {kind === 'added' && (
          <Action shape="close" label={`Remove ${title} from the list`} act={() => removeJobs(folder)} />
        )}
      </div>
      {!there && kind === 'added' && (
        <p className={styles.nothing}>The folder cannot be read. It is looked for again by itself.</p>
      )}
      {there && rows.length === 0 && <p className={styles.nothing}>There is no job in it.</p>}
      <ul className={lists.list} aria-label={title} onKeyDown={moveWithArrows}>
        {rows.map((row) => (
          <Item key={row.key} row={row} isSelected={row.key === selected} isOpened={kind === 'opened'} />
        ))}
      </ul>
    </section>
  )
}

const marks: Readonly<Record<OwnFile['state'], Shape | null>> = {
  reading: null,
  ready: null,
  broken: 'warning',
  untrusted: 'lock',
  missing: 'warning',
}

function Item({
  row,
  isSelected,
  isOpened,
}: {
  readonly row: Row
  readonly isSelected: boolean
  readonly isOpened: boolean
}) {
  const { key, title, summary, file, state, tip } = row
  const mark = marks[state]
  const place = useRef<HTMLLIElement>(null)
  useEffect(() => {
    // One that was just opened may be below the edge of the list.
    if (isSelected) place.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  return (
    <li className={styles.item} ref={place}>
      <button
        type="button"
        className={lists.job}
        aria-current={isSelected ? 'true' : undefined}
        title={tip}
        onClick={() => selectJob(key)}
      >
        <span className={lists.title}>{title}</span>
        <span className={lists.summary} data-state={state}>
          {mark !== null && <Icon shape={mark} size={12} />}
          {summary}
        </span>
      </button>
      <span className={styles.actions}>
        {state === 'untrusted' && (
          <Action shape="check" label={`Trust ${fileName(file)}…`} act={() => openJobs(file)} />
        )}
        <Action shape="folder" label={`Show ${fileName(file)} in its folder`} act={() => showJobs(file)} />
        {isOpened && (
          <Action
            shape="close"
            label={`Remove ${fileName(file)} from the list`}
            act={() => removeJobs(file)}
          />
        )}
      </span>
    </li>
  )
}
