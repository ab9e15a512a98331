/** Results in their order, with neighbours of one kind put together: figures side by side, charts in a grid. */
import type { Artifact } from '../../contract/result'

export interface Section {
  readonly kind: Artifact['kind']
  readonly artifacts: readonly Artifact[]
}

export function sectionsOf(results: readonly Artifact[]): readonly Section[] {
  return results.reduce<readonly Section[]>((sections, artifact) => {
    const last = sections[sections.length - 1]
    if (last?.kind !== artifact.kind) return [...sections, { kind: artifact.kind, artifacts: [artifact] }]
    return [...sections.slice(0, -1), { ...last, artifacts: [...last.artifacts, artifact] }]
  }, [])
}
