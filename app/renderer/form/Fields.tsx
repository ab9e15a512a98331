import { useMemo, useRef } from 'react'
import { Icon } from '../icons/Icon'
import type { Values } from '../store/state'
import styles from './Fields.module.css'
import { FormField } from './FormField'
import { type Field, splitFields } from './field'

interface Props {
  readonly fields: readonly Field[]
  readonly values: Values
  /** Whether those under "More" are unfolded; the form opens them itself when one of them is wrong. */
  readonly fold: { readonly open: boolean; readonly setOpen: (open: boolean) => void }
  readonly onChange: (values: Values) => void
}

const nothing = (): void => {}

/** What has to be filled in and the first few options, then the rest behind "More". */
export function Fields({ fields, values, fold, onChange }: Props) {
  const { shown, more } = splitFields(fields)
  const latest = useRef({ values, onChange })
  latest.current = { values, onChange }
  // The same function for a field as long as it is there: what is slow to draw is drawn when its own value changes.
  const changes = useMemo(
    () =>
      new Map(
        fields.map(({ name }) => [
          name,
          (value: unknown) => latest.current.onChange({ ...latest.current.values, [name]: value }),
        ]),
      ),
    [fields],
  )
  const draw = (field: Field) => (
    <FormField
      key={field.name}
      field={field}
      place={field.name}
      value={values[field.name]}
      onChange={changes.get(field.name) ?? nothing}
    />
  )
  return (
    <div className={styles.fields}>
      {shown.map(draw)}
      {more.length > 0 && (
        <>
          <button
            type="button"
            className={styles.more}
            aria-expanded={fold.open}
            aria-controls="more-fields"
            onClick={() => fold.setOpen(!fold.open)}
          >
            <Icon shape="right" size={12} />
            More
            <span aria-hidden="true">{more.length}</span>
          </button>
          <div id="more-fields" hidden={!fold.open}>
            {more.map(draw)}
          </div>
        </>
      )}
    </div>
  )
}
