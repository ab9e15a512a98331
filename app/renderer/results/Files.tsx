import type { ArtifactFile } from '../../contract/result'
import { formatBytes } from '../format/bytes'
import { fileName } from '../format/file-name'
import { openFolder } from '../store/runs'
import styles from './Artifact.module.css'

/** The files behind a result; each opens the folder they lie in. */
export function Files({ run, files }: { readonly run: string; readonly files: readonly ArtifactFile[] }) {
  return (
    <span className={styles.files}>
      {files.map(({ path, bytes }) => (
        <button
          key={path}
          type="button"
          title={`Show ${path} in its folder`}
          onClick={() => void openFolder(run)}
        >
          {fileName(path)} · {formatBytes(bytes)}
        </button>
      ))}
    </span>
  )
}
