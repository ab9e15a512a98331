import styles from './FormSkeleton.module.css'

/** The shape of a form, for the moment before there is one. */
export function FormSkeleton() {
  return (
    <div className={styles.skeleton} aria-hidden="true">
      <span className={styles.title} />
      <span className={styles.line} />
      {[0, 1, 2].map((row) => (
        <span key={row} className={styles.control} />
      ))}
    </div>
  )
}
