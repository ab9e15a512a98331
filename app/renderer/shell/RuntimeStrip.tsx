import { sentence } from '../format/sentence'
import { Icon } from '../icons/Icon'
import { useStore } from '../store/store'
import styles from './Strip.module.css'

/** Only there when the carried Python cannot be used. History and results need none, so the window stays. */
export function RuntimeStrip() {
  const runtime = useStore((state) => state.runtime)
  if (runtime === null || runtime.state === 'ok') return null
  return (
    <div className={styles.strip} role="alert">
      <Icon shape="warning" />
      <p>
        <strong>{sentence(runtime.message)}</strong> {sentence(runtime.hint)}
      </p>
    </div>
  )
}
