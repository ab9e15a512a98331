import { Button } from '@mantine/core'
import { Icon } from '../../icons/Icon'
import type { Shape } from '../../icons/shapes'
import styles from './Nested.module.css'

interface Props {
  /** `entry 2 of Layers`. */
  readonly what: string
  readonly onUp?: (() => void) | undefined
  readonly onDown?: (() => void) | undefined
  readonly onRemove: () => void
}

/** What can be done with one row. */
export function RowTools({ what, onUp, onDown, onRemove }: Props) {
  return (
    <span className={styles.tools}>
      {onUp !== undefined && <Tool shape="up" label={`Move ${what} up`} onClick={onUp} />}
      {onDown !== undefined && <Tool shape="down" label={`Move ${what} down`} onClick={onDown} />}
      <Tool shape="close" label={`Remove ${what}`} onClick={onRemove} />
    </span>
  )
}

interface ToolProps {
  readonly shape: Shape
  readonly label: string
  readonly onClick: () => void
}

const Tool = ({ shape, label, onClick }: ToolProps) => (
  <button type="button" aria-label={label} title={label} onClick={onClick}>
    <Icon shape={shape} size={13} />
  </button>
)

interface AddProps {
  readonly id: string
  readonly what: string
  readonly disabled: boolean
  readonly onAdd: () => void
}

export const AddRow = ({ id, what, disabled, onAdd }: AddProps) => (
  <Button
    id={id}
    variant="default"
    size="compact-xs"
    leftSection={<Icon shape="plus" size={12} />}
    aria-label={`Add to ${what}`}
    disabled={disabled}
    onClick={onAdd}
  >
    Add
  </Button>
)
