import { lazy, Suspense, use } from 'react'
import type { Artifact, Preview } from '../../contract/result'
import { Boundary } from '../shell/Boundary'
import { chartCanvas, tableGrid } from '../shell/later'
import { ArrayView } from './ArrayView'
import styles from './Artifact.module.css'
import { Files } from './Files'
import { previewOf } from './preview'
import { useSeen } from './use-seen'
import { ValueView } from './ValueView'

const TableGrid = lazy(tableGrid)
const ChartCanvas = lazy(chartCanvas)

interface Props {
  readonly run: string
  readonly artifact: Artifact
}

/** One result: its name, its picture as soon as it comes into view, and its files. */
export function ArtifactView({ run, artifact }: Props) {
  const [place, seen] = useSeen<HTMLElement>()
  return (
    <section ref={place} className={styles.artifact} data-kind={artifact.kind} aria-label={artifact.label}>
      <header className={styles.head}>
        <h3>{artifact.label}</h3>
        <Files run={run} files={artifact.files} />
      </header>
      <Boundary what={artifact.label}>
        <Suspense fallback={<div className={styles.ghost} />}>
          {seen ? <Drawn preview={previewOf(run, artifact.preview)} /> : <div className={styles.ghost} />}
        </Suspense>
      </Boundary>
    </section>
  )
}

function Drawn({ preview }: { readonly preview: Promise<Preview> }) {
  const shown = use(preview)
  switch (shown.kind) {
    case 'table':
      return <TableGrid table={shown} />
    case 'chart':
      return <ChartCanvas chart={shown} />
    case 'value':
      return <ValueView value={shown.value} />
    case 'array':
      return <ArrayView array={shown} />
    case 'text':
      return <pre className={styles.text}>{shown.text}</pre>
  }
}
