import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useContext, useState } from 'react'
import { Icon } from '../../icons/Icon'
import type { ControlProps } from '../control'
import { numberFrom, numberText, stepped } from '../numbers'
import { FormScope } from '../scope'
import { isSeveral } from '../sweepable'
import styles from './Widgets.module.css'

/** Any way of writing a number; what is none or out of range stays as typed, and the field says what is wrong with it. */
export function NumberWidget({ field, place, id, value, invalid, onChange }: ControlProps) {
  const [typed, setTyped] = useState('')
  const whole = field.schema.type === 'integer'
  const { unit } = field.hint
  // `1e-3` stays as it was typed while it means what stands in the form.
  const single = numberFrom(typed, whole) === value ? typed : numberText(value)
  const { axes, setAxis } = useContext(FormScope)
  const axis = axes[place]
  const text = typeof axis === 'string' ? axis : single

  const change = (next: string): void => {
    // A parameter may be swept; a number inside of another value is a single one.
    if (place === field.name && isSeveral(next)) {
      setAxis(place, next)
      return
    }
    if (axis !== undefined) setAxis(place, undefined)
    setTyped(next)
    onChange(next.trim() === '' ? undefined : numberFrom(next, whole))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const up = event.key === 'ArrowUp'
    if (event.altKey || event.ctrlKey || event.metaKey || (!up && event.key !== 'ArrowDown')) return
    if (axis !== undefined || typeof value === 'string') return
    event.preventDefault()
    const next = stepped(value, field.hint.step ?? (whole ? 1 : usualStep(value)), up ? 1 : -1)
    setTyped('')
    onChange(bounded(next, field.schema.minimum, field.schema.maximum))
  }
  return (
    <span className={styles.number}>
      <TextInput
        id={id}
        value={text}
        inputMode={whole ? 'numeric' : 'decimal'}
        autoComplete="off"
        error={invalid}
        aria-required={field.required}
        rightSection={unit}
        // Its width has to be said for the number to keep clear of it.
        rightSectionWidth={unit === undefined ? undefined : `calc(${unit.length}ch + 12px)`}
        rightSectionProps={{ className: styles.unit ?? '' }}
        placeholder={field.hint.placeholder ?? (field.required ? '' : 'Not set')}
        onKeyDown={onKeyDown}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {field.control === 'seed' && (
        <button
          type="button"
          className={styles.dice}
          aria-label={`New random ${field.title.toLowerCase()}`}
          title="Another random number"
          onClick={() => onChange(randomSeed(field.schema.minimum, field.schema.maximum))}
        >
          <Icon shape="dice" />
        </button>
      )}
    </span>
  )
}

/** The order of what stands there: 0.3 goes in tenths, 0.002 in thousandths. */
function usualStep(value: unknown): number {
  if (typeof value !== 'number' || value === 0 || Number.isInteger(value)) return 1
  return 10 ** Math.floor(Math.log10(Math.abs(value)))
}

function bounded(value: number | bigint, low = -Infinity, high = Infinity): number | bigint {
  if (value < low) return low
  return value > high ? high : value
}

/** Small enough to be read out and typed again. */
function randomSeed(low = 0, high = 99_999): number {
  const most = Math.min(high, Math.max(low, 0) + 99_999)
  return low + Math.floor(Math.random() * (most - low + 1))
}
