import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { Icon } from '../icons/Icon'
import styles from './Boundary.module.css'

interface Props {
  /** The part it stands around, as the subject of a sentence. */
  readonly what: string
  readonly children: ReactNode
}

/** A part that cannot be drawn says so in its own place; the rest of the window stays usable. */
export class Boundary extends Component<Props, { readonly message: string | null }> {
  override state = { message: null }

  static getDerivedStateFromError(thrown: unknown) {
    return { message: thrown instanceof Error ? thrown.message : String(thrown) }
  }

  override render() {
    const { message } = this.state
    if (message === null) return this.props.children
    return (
      <div className={styles.broken} role="alert">
        <Icon shape="warning" />
        <p>
          {this.props.what} cannot be shown: {message}
        </p>
        <Button variant="default" onClick={() => this.setState({ message: null })}>
          Try again
        </Button>
      </div>
    )
  }
}
