import { MultiSelect, Select } from '@mantine/core'
import { memo, useContext } from 'react'
import type { Column } from '../../../contract/job'
import { formatCount } from '../../format/number'
import { useStore } from '../../store/store'
import type { ControlProps } from '../control'
import type { Field } from '../field'
import { FormScope } from '../scope'
import styles from './Widgets.module.css'

/** So many names are listed at once. */
const LISTED = 200

/** Columns of the table chosen in another field. Those of the wrong kind are listed, so that nobody looks for them. */
export function ColumnsWidget(props: ControlProps) {
  const { fields, values } = useContext(FormScope)
  const source = fields.find((other) => other.name === props.field.hint.of)
  const path = source === undefined ? '' : String(values[source.name] ?? '')
  return <Picker {...props} source={source} path={path} />
}

interface PickerProps extends ControlProps {
  /** The field of the table. */
  readonly source: Field | undefined
  readonly path: string
}

/** A thousand chosen names are slow to draw: not again for each letter that is typed elsewhere. */
const Picker = memo(({ field, id, value, invalid, onChange, source, path }: PickerProps) => {
  const table = useStore((state) => state.columns[path])
  const columns = table?.state === 'known' ? table.columns : []
  const numericOnly = field.hint.numeric === true
  const usable = columns.filter((column) => column.numeric || !numericOnly)

  const shared = {
    id,
    error: invalid,
    disabled: columns.length === 0 && isNothing(value),
    searchable: true,
    clearable: true,
    nothingFoundMessage: 'No such column',
    maxDropdownHeight: 260,
    // Nobody reads on through a thousand names, and drawing them all would be felt: the others are found by typing.
    limit: LISTED,
    data: columns.map((column) => ({
      value: column.name,
      label: column.name,
      disabled: numericOnly && !column.numeric,
    })),
    renderOption: ({ option }: { readonly option: { readonly value: string } }) => (
      <Option name={option.value} column={columns.find((column) => column.name === option.value)} />
    ),
  }

  if (field.control === 'column') {
    return (
      <Select
        {...shared}
        placeholder={placeholderFor(source?.title, columns)}
        value={typeof value === 'string' ? value : null}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    )
  }
  const chosen = Array.isArray(value) ? value.map(String) : []
  return (
    <>
      <MultiSelect
        {...shared}
        placeholder={chosen.length === 0 ? placeholderFor(source?.title, columns) : ''}
        value={chosen}
        hidePickedOptions
        classNames={{ pillsList: styles.pills ?? '' }}
        onChange={(names) => onChange(names.length === 0 && field.standard === null ? undefined : names)}
      />
      {columns.length > LISTED && (
        <p className={styles.summary}>{formatCount(columns.length, 'column', 'columns')}: type to find one</p>
      )}
      {chosen.length === 0 && usable.length > 1 && (
        <button
          type="button"
          className={styles.all}
          onClick={() => onChange(usable.map((column) => column.name))}
        >
          Choose all {formatCount(usable.length, 'column', 'columns')}
        </button>
      )}
    </>
  )
})

const isNothing = (value: unknown): boolean => value == null || (Array.isArray(value) && value.length === 0)

const placeholderFor = (source: string | undefined, columns: readonly Column[]): string =>
  columns.length > 0
    ? 'Choose columns'
    : `Choose ${source === undefined ? 'the table' : source.toLowerCase()} first`

function Option({ name, column }: { readonly name: string; readonly column: Column | undefined }) {
  return (
    <span className={styles.option}>
      <span>{name}</span>
      <span className={styles.dtype}>{column?.dtype}</span>
    </span>
  )
}
