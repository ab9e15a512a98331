import { Icon } from '../icons/Icon'
import type { Shape } from '../icons/shapes'
import styles from './Action.module.css'

/** A small button beside something, with a name for those who do not see its icon. */
export function Action({
  shape,
  label,
  act,
}: {
  readonly shape: Shape
  readonly label: string
  readonly act: () => Promise<unknown>
}) {
  return (
    <button
      type="button"
      className={styles.action}
      aria-label={label}
      title={label}
      onClick={() => void act()}
    >
      <Icon shape={shape} size={13} />
    </button>
  )
}
