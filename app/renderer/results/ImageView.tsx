import { useState } from 'react'
import type { ImagePreview } from '../../contract/result'
import styles from './Image.module.css'
import { runFileUrl } from './preview'

interface Props {
  readonly run: string
  readonly image: ImagePreview
  readonly label: string
  /** Another one under the same name is another picture. */
  readonly revision: number
}

/** In its own size where there is room; a click shows it as wide as the pane is, or whole again. */
export function ImageView({ run, image, label, revision }: Props) {
  const { path, width, height, words } = image
  const [wide, setWide] = useState(false)
  const [failed, setFailed] = useState(false)
  if (failed) return <p className={styles.facts}>The file cannot be shown. It is in the folder of the run.</p>
  return (
    <button
      type="button"
      className={styles.frame}
      data-wide={wide ? 'true' : undefined}
      title={wide ? 'Show it smaller' : 'Show it larger'}
      onClick={() => setWide(!wide)}
    >
      <img
        src={`${runFileUrl(run, path)}?${revision}`}
        alt={words || label}
        width={width ?? undefined}
        height={height ?? undefined}
        loading="lazy"
        decoding="async"
        draggable={false}
        onError={() => setFailed(true)}
      />
    </button>
  )
}
