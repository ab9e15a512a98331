/** Results in their order, with neighbours of one kind put together: figures side by side, charts in a grid. */
import type { Artifact } from '../../contract/result'

interface Section {
  readonly kind: Artifact['kind']
  readonly artifacts: readonly Artifact[]
}

export function sectionsOf(results: readonly Artifact[]): readonly Section[] {
  const sections: { readonly kind: Artifact['kind']; readonly artifacts: Artifact[] }[] = []
  for (const artifact of results) {
    const last = sections[sections.length - 1]
    if (last?.kind === artifact.kind) last.artifacts.push(artifact)
    else sections.push({ kind: artifact.kind, artifacts: [artifact] })
  }
  return sections
}
