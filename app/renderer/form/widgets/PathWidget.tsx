import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { fileName } from '../../format/file-name'
import { formatCount } from '../../format/number'
import { Icon } from '../../icons/Icon'
import type { Shape } from '../../icons/shapes'
import { readColumns } from '../../store/forms'
import { answerOf } from '../../store/notices'
import { useStore } from '../../store/store'
import type { ControlProps } from '../control'
import type { Control } from '../field'
import styles from './Widgets.module.css'

const icons: Partial<Readonly<Record<Control, Shape>>> = {
  table: 'table',
  folder: 'folder',
  image: 'image',
  audio: 'sound',
}

/** A file or folder by its path, typed, browsed for or dropped; of a table it also says what is in it. */
export function PathWidget({ field, id, value, invalid, onChange }: ControlProps) {
  const input = useRef<HTMLInputElement>(null)
  const [typing, setTyping] = useState(false)
  const path = typeof value === 'string' ? value : ''
  const isTable = field.control === 'table'
  const isFolder = field.control === 'folder'

  useEffect(() => {
    if (isTable && path !== '' && !typing) void readColumns(path)
  }, [isTable, path, typing])

  useEffect(() => {
    // The end of a path tells the file; its beginning is the same for all.
    if (typing || path === '') return
    const frame = requestAnimationFrame(() => input.current?.scrollTo({ left: input.current.scrollWidth }))
    return () => cancelAnimationFrame(frame)
  }, [path, typing])

  const browse = async (): Promise<void> => {
    const chosen = await answerOf(
      window.gilder.chooseFile({
        title: `Choose ${field.title}`,
        accept: [...(field.hint.accept ?? [])],
        folder: isFolder,
      }),
    )
    if (chosen !== undefined && chosen !== null) onChange(chosen)
  }

  return (
    <>
      <div className={styles.pathRow}>
        <TextInput
          ref={input}
          id={id}
          value={path}
          placeholder={isFolder ? 'Drop a folder or browse' : 'Drop a file or browse'}
          error={invalid}
          aria-required={field.required}
          leftSection={<Icon shape={icons[field.control] ?? 'file'} size={14} />}
          spellCheck={false}
          onFocus={() => setTyping(true)}
          onBlur={() => setTyping(false)}
          onChange={(event) =>
            onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)
          }
        />
        <Button variant="default" aria-label={`Browse for ${field.title}`} onClick={() => void browse()}>
          Browse…
        </Button>
      </div>
      {isTable && path !== '' && !invalid && <TableSummary path={path} />}
    </>
  )
}

function TableSummary({ path }: { readonly path: string }) {
  const table = useStore((state) => state.columns[path])
  if (table === undefined || table.state === 'unreadable') return null
  const name = fileName(path)
  if (table.state === 'reading') return <p className={styles.summary}>Reading {name}…</p>
  const numeric = table.columns.filter((column) => column.numeric).length
  return (
    <p className={styles.summary}>
      <strong>{name}</strong> · {formatCount(table.columns.length, 'column', 'columns')}, {numeric} numeric
    </p>
  )
}
