import { Icon } from '../icons/Icon'
import { keyLabel } from '../shell/shortcut'
import { useStore } from '../store/store'
import styles from './NoRun.module.css'

/** The right half while nothing is looked at. */
export function NoRun() {
  const any = useStore((state) => state.order.length > 0)
  return (
    <div className={styles.empty}>
      <Icon shape="table" size={28} />
      <h2>Results appear here</h2>
      <p>
        Fill in the form and press <kbd>{keyLabel('Enter')}</kbd>
        {any ? ', or open an earlier run from the history.' : '. Everything stays on this computer.'}
      </p>
    </div>
  )
}
