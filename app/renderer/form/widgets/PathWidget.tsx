import { Button, TextInput } from '@mantine/core'
import type { WidgetProps } from '@rjsf/utils'
import { useEffect, useRef, useState } from 'react'
import { fileName } from '../../format/file-name'
import { formatCount } from '../../format/number'
import { Icon } from '../../icons/Icon'
import { readColumns } from '../../store/forms'
import { answerOf } from '../../store/notices'
import { useStore } from '../../store/store'
import { helpId, useField } from '../scope'
import styles from './Widgets.module.css'

/** A file or folder by its path, typed, browsed for or dropped; of a table it also says what is in it. */
export function PathWidget({ id, name, value, onChange }: WidgetProps) {
  const { field, message } = useField(name)
  const input = useRef<HTMLInputElement>(null)
  const [typing, setTyping] = useState(false)
  const path = typeof value === 'string' ? value : ''
  const isTable = field?.control === 'table'

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
        title: `Choose ${field?.title ?? name}`,
        accept: [...(field?.hint.accept ?? [])],
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
          placeholder={field?.control === 'folder' ? 'Path of a folder' : 'Drop a file or browse'}
          error={message !== undefined}
          aria-describedby={helpId(id)}
          aria-required={field?.required}
          leftSection={
            <Icon shape={isTable ? 'table' : field?.control === 'folder' ? 'folder' : 'file'} size={14} />
          }
          spellCheck={false}
          onFocus={() => setTyping(true)}
          onBlur={() => setTyping(false)}
          onChange={(event) =>
            onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)
          }
        />
        {field?.control !== 'folder' && (
          <Button
            variant="default"
            aria-label={`Browse for ${field?.title ?? name}`}
            onClick={() => void browse()}
          >
            Browse…
          </Button>
        )}
      </div>
      {isTable && path !== '' && message === undefined && <TableSummary path={path} />}
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
