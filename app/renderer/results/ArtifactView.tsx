import { lazy, Suspense, use } from 'react'
import type { Artifact, Preview } from '../../contract/result'
import { Boundary } from '../shell/Boundary'
import { chartCanvas, tableGrid } from '../shell/later'
import { useStore } from '../store/store'
import { ArrayView } from './ArrayView'
import styles from './Artifact.module.css'
import { Files } from './Files'
import { FileView } from './FileView'
import { ImageView } from './ImageView'
import { modelTable } from './model-table'
import { previewOf } from './preview'
import { SheetView } from './SheetView'
import { SweepTable } from './SweepTable'
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
      {artifact.note !== undefined && <p className={styles.note}>{artifact.note}</p>}
      <Boundary what={artifact.label}>
        <Suspense fallback={<div className={styles.ghost} />}>
          {seen ? (
            <Drawn run={run} artifact={artifact} preview={previewOf(run, artifact)} />
          ) : (
            <div className={styles.ghost} />
          )}
        </Suspense>
      </Boundary>
    </section>
  )
}

interface DrawnProps extends Props {
  readonly preview: Promise<Preview>
}

function Drawn({ run, artifact, preview }: DrawnProps) {
  const shown = use(preview)
  const isSweep = useStore((state) => (state.runs[run]?.points ?? null) !== null)
  switch (shown.kind) {
    case 'table':
      return artifact.name === 'sweep' && isSweep ? (
        <SweepTable run={run} table={shown} />
      ) : (
        <TableGrid table={shown} />
      )
    case 'chart':
      return <ChartCanvas chart={shown} />
    case 'value':
      return <ValueView value={shown.value} />
    case 'array':
      return <ArrayView array={shown} />
    case 'sheet':
      return <SheetView sheet={shown} />
    case 'image': {
      const { label, revision = 1 } = artifact
      return <ImageView key={revision} run={run} image={shown} label={label} revision={revision} />
    }
    case 'file':
      return <FileView file={shown} />
    case 'model':
      return <TableGrid table={modelTable(shown)} />
    case 'text':
      return <pre className={styles.text}>{shown.text}</pre>
  }
}
