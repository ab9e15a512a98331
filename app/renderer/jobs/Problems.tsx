import { formatCount } from '../format/number'
import { sentences } from '../format/sentence'
import { Icon } from '../icons/Icon'
import { useStore } from '../store/store'
import styles from './Problems.module.css'

/** Job files that could not be read: told quietly where their jobs are missed. */
export function Problems() {
  const problems = useStore((state) => state.problems)
  const runtime = useStore((state) => state.runtime)
  // Without a Python no file can be read, and the strip above has said so already.
  if (problems.length === 0 || runtime?.state !== 'ok') return null
  return (
    <details className={styles.problems}>
      <summary>
        <Icon shape="warning" size={14} />
        {formatCount(problems.length, 'job file', 'job files')} could not be read
      </summary>
      {problems.map((problem) => (
        <p key={problem.message}>{sentences(problem.message, problem.hint)}</p>
      ))}
    </details>
  )
}
