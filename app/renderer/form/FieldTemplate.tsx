import type { FieldTemplateProps } from '@rjsf/utils'
import { type FocusEvent, useContext } from 'react'
import { Icon } from '../icons/Icon'
import styles from './Field.module.css'
import type { Control, Field } from './field'
import { FormScope, helpId, labelId, useField } from './scope'
import { isChanged } from './values'

/** Small controls stand beside their label, as in a settings window; the others below it. */
const BESIDE: ReadonlySet<Control> = new Set(['number', 'seed', 'switch'])

export function FieldTemplate({
  id,
  fieldPathId,
  label,
  children,
  formData,
  hidden,
  displayLabel,
}: FieldTemplateProps) {
  const [name, ...deeper] = fieldPathId.path
  const { field, message } = useField(String(name))
  if (hidden === true || name === undefined) return children
  if (field === undefined || deeper.length > 0) {
    return (
      <div className={styles.inner}>
        {displayLabel === true && <label htmlFor={id}>{label}</label>}
        {children}
      </div>
    )
  }
  return (
    <TopField id={id} field={field} value={formData} message={message}>
      {children}
    </TopField>
  )
}

interface TopProps {
  readonly id: string
  readonly field: Field
  readonly value: unknown
  readonly message: string | undefined
  readonly children: React.ReactNode
}

function TopField({ id, field, value, message, children }: TopProps) {
  const { touch, reset } = useContext(FormScope)
  const onBlur = (event: FocusEvent<HTMLElement>): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) touch(field.name)
  }
  const changed = isChanged(field, value)
  // Which files a field takes need not be said once it has one.
  const settled =
    (field.control === 'table' || field.control === 'file') && typeof value === 'string' && value !== ''
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that the focus has left its controls
    <div
      className={styles.field}
      data-field={field.name}
      data-layout={BESIDE.has(field.control) ? 'beside' : 'below'}
      onBlur={onBlur}
    >
      <div className={styles.labelRow}>
        <label id={labelId(id)} htmlFor={id}>
          {field.title}
        </label>
        {changed && (
          <button
            type="button"
            className={styles.reset}
            title={`Changed. Set back to ${standardWords(field.standard)}`}
            aria-label={`Reset ${field.title} to ${standardWords(field.standard)}`}
            onClick={() => reset(field)}
          >
            <Icon shape="undo" size={13} />
          </button>
        )}
      </div>
      <div className={styles.control}>{children}</div>
      {message === undefined ? (
        field.help !== '' &&
        !settled && (
          <p id={helpId(id)} className={styles.help}>
            {field.help}
          </p>
        )
      ) : (
        <p id={helpId(id)} className={styles.message}>
          <Icon shape="warning" size={13} />
          {message}
        </p>
      )}
    </div>
  )
}

function standardWords(value: unknown): string {
  if (value === null || value === undefined) return 'empty'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'the default'
}
