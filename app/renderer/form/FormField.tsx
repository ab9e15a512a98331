import { type FocusEvent, memo, useContext, useLayoutEffect } from 'react'
import { Icon } from '../icons/Icon'
import type { Axis } from '../store/state'
import styles from './Field.module.css'
import { type Control, type Field, isPath } from './field'
import { FormScope, helpId, idOf, labelId, type Scope, useMessage } from './scope'
import { firstAxis, isNumber, isSweepable } from './sweepable'
import { isChanged } from './values'
import { SeveralWidget } from './widgets/SeveralWidget'
import { widgets } from './widgets/widgets'

/** Small controls stand beside their label, as in a settings window; the others below it. */
const BESIDE: ReadonlySet<Control> = new Set([
  'number',
  'seed',
  'switch',
  'date',
  'time',
  'color',
  'duration',
])
/** Several controls under one name: no single one of them is what the label is for. */
const SEVERAL: ReadonlySet<Control> = new Set(['group', 'rows', 'tuple', 'pairs', 'union'])

interface Props {
  readonly field: Field
  readonly place: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  /** In a row, whose place says what it is: the name is for screen readers alone. */
  readonly bare?: boolean
}

/** A label, a control, and what is to be said about it. */
export function FormField(props: Props) {
  const { touch, axes, setAxis } = useContext(FormScope)
  const message = useMessage(props.place)
  return <Drawn {...props} message={message} axis={axes[props.place]} touch={touch} setAxis={setAxis} />
}

interface DrawnProps extends Props, Pick<Scope, 'touch' | 'setAxis'> {
  readonly message: string | undefined
  readonly axis: Axis | undefined
}

/** Only anew when something of its own has changed: a letter typed in one field is none of the others' business. */
const Drawn = memo(({ field, place, value, onChange, bare = false, ...scope }: DrawnProps) => {
  const { message, touch, setAxis } = scope
  const sweepable = place === field.name && isSweepable(field)
  const axis = sweepable ? scope.axis : undefined
  const id = idOf(place)
  const Control = widgets[field.control]
  const several = SEVERAL.has(field.control)
  const described = message !== undefined || helpOf(field, value) !== ''
  // Mantine's inputs are described by what Mantine has written below them, whatever they are told.
  useLayoutEffect(() => {
    const control = document.getElementById(id)
    if (described) control?.setAttribute('aria-describedby', helpId(id))
    else control?.removeAttribute('aria-describedby')
  })
  const toggle = (): void => {
    setAxis(place, axis === undefined ? firstAxis(field, value) : undefined)
    // After the control has changed.
    requestAnimationFrame(() => document.getElementById(id)?.focus())
  }
  const onBlur = (event: FocusEvent<HTMLElement>): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) touch(place)
  }
  const control =
    axis !== undefined && !isNumber(field) ? (
      <SeveralWidget field={field} id={id} axis={axis} onChange={(next) => setAxis(place, next)} />
    ) : (
      <Control
        field={field}
        place={place}
        id={id}
        value={value}
        invalid={message !== undefined}
        onChange={onChange}
      />
    )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that the focus has left its controls
    <div
      className={styles.field}
      data-place={place}
      data-layout={BESIDE.has(field.control) && !bare && axis === undefined ? 'beside' : 'below'}
      data-bare={bare}
      data-several={several}
      onBlur={onBlur}
      {...(several
        ? { role: 'group', 'aria-labelledby': labelId(id), 'aria-describedby': helpId(id) }
        : undefined)}
    >
      <div className={bare ? 'spoken' : styles.labelRow}>
        {several ? (
          <span id={labelId(id)} className={styles.name}>
            {field.title}
          </span>
        ) : (
          <label id={labelId(id)} htmlFor={id}>
            {field.title}
          </label>
        )}
        {!bare && axis === undefined && isChanged(field, value) && (
          <Reset field={field} onChange={onChange} />
        )}
        {sweepable && (
          <button
            type="button"
            className={styles.sweep}
            aria-pressed={axis !== undefined}
            aria-label={`Several values of ${field.title}`}
            title={axis === undefined ? 'Try several values' : 'Back to a single value'}
            onClick={() => toggle()}
          >
            <Icon shape="several" size={14} />
          </button>
        )}
      </div>
      <div className={styles.control}>{control}</div>
      <Below
        id={id}
        field={axis === undefined ? field : { ...field, help: sweepHelp(field) }}
        value={value}
        message={message}
      />
    </div>
  )
})

function Reset({ field, onChange }: Pick<Props, 'field' | 'onChange'>) {
  const words = standardWords(field.standard)
  return (
    <button
      type="button"
      className={styles.reset}
      title={`Changed. Set back to ${words}`}
      aria-label={`Reset ${field.title} to ${words}`}
      onClick={() => onChange(field.standard ?? undefined)}
    >
      <Icon shape="undo" size={13} />
    </button>
  )
}

interface BelowProps {
  readonly id: string
  readonly field: Field
  readonly value: unknown
  readonly message: string | undefined
}

function Below({ id, field, value, message }: BelowProps) {
  if (message !== undefined) {
    return (
      <p id={helpId(id)} className={styles.message}>
        <Icon shape="warning" size={13} />
        {message}
      </p>
    )
  }
  const help = helpOf(field, value)
  if (help === '') return null
  return (
    <p id={helpId(id)} className={styles.help}>
      {help}
    </p>
  )
}

/** Which files a field takes need not be said once it has one. */
const helpOf = (field: Field, value: unknown): string =>
  isPath(field) && typeof value === 'string' && value !== '' ? '' : field.help

/** How several values are written. */
const sweepHelp = (field: Field): string =>
  isNumber(field) ? 'Several: 0.1, 0.01 or 2:10:2 (from : to : step) or 0.001:1:*10.' : 'One run for each.'

function standardWords(value: unknown): string {
  if (value === null || value === undefined) return 'empty'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'the default'
}
