import { useEffect, useState } from 'react'
import { sentence, sentences } from '../format/sentence'
import { Icon } from '../icons/Icon'
import { searchHistory } from '../store/history'
import { useStore } from '../store/store'
import styles from './History.module.css'

/** Long enough to type on, too short to wait for. */
const PAUSE_MS = 150

const HELP = 'Words, or job:kmeans state:failed k>3 pinned:yes after:2026-11-01'

export function SearchBox() {
  const [query, setQuery] = useState('')
  const error = useStore((state) => state.search?.error ?? null)
  const connected = useStore((state) => state.seq >= 0)

  useEffect(() => {
    if (!connected) return
    const timer = setTimeout(() => void searchHistory(query), query === '' ? 0 : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [query, connected])

  return (
    <div>
      <label className={styles.search}>
        <Icon shape="search" size={14} />
        <input
          type="search"
          aria-label="Search history"
          placeholder="Search"
          title={HELP}
          aria-invalid={error !== null}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </label>
      {error !== null && (
        <p className={styles.wrong} role="alert">
          {sentence(error.message)} {sentences(error.hint)}
        </p>
      )}
    </div>
  )
}
