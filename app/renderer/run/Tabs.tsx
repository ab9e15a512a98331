import type { KeyboardEvent } from 'react'
import { formatNumber } from '../format/number'
import { Icon } from '../icons/Icon'
import styles from './Tabs.module.css'

interface Tab<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly count?: number
  /** Something in there should not be missed; said in a word, shown by an icon. */
  readonly alert?: string
}

interface Props<Id extends string> {
  readonly label: string
  readonly tabs: readonly Tab<Id>[]
  readonly selected: Id
  readonly onSelect: (id: Id) => void
}

/** The usual tab list: one stop for the Tab key, arrows move along it. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect }: Props<Id>) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    const at = tabs.findIndex(({ id }) => id === selected)
    const next = tabs[(at + step + tabs.length) % tabs.length]
    if (next === undefined) return
    event.preventDefault()
    onSelect(next.id)
    event.currentTarget.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus()
  }
  return (
    <div className={styles.tabs} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(({ id, label: text, count, alert }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          className={styles.tab}
          aria-selected={id === selected}
          aria-controls={id === selected ? `panel-${id}` : undefined}
          tabIndex={id === selected ? 0 : -1}
          onClick={() => onSelect(id)}
        >
          {text}
          {alert !== undefined && (
            <span className={styles.alert} title={alert}>
              <Icon shape="warning" size={13} />
              <span className="spoken">, {alert}</span>
            </span>
          )}
          {count !== undefined && <span className={styles.count}>{formatNumber(count)}</span>}
        </button>
      ))}
    </div>
  )
}
