import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import styles from './Confirm.module.css'

interface Props {
  readonly question: string
  readonly detail: string
  readonly yes: string
  readonly no: string
  readonly onYes: () => void
  readonly onClose: () => void
}

/** Asks before something that cannot be undone. The browser's own dialog keeps the focus inside and gives it back. */
export function Confirm({ question, detail, yes, no, onYes, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className={styles.dialog} aria-label={question} onClose={onClose}>
      <h2>{question}</h2>
      <p>{detail}</p>
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => dialog.current?.close()}>
          {no}
        </Button>
        <Button
          color="red"
          onClick={() => {
            onYes()
            dialog.current?.close()
          }}
        >
          {yes}
        </Button>
      </div>
    </dialog>
  )
}
