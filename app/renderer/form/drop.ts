/** Which field a dropped file is for. */

import { fileName } from '../format/file-name'
import type { Values } from '../store/state'
import { type Field, isPath } from './field'

export type Drop = { readonly to: Field } | { readonly problem: string }

export function accepts({ hint }: Field, path: string): boolean {
  const endings = hint.accept ?? []
  return endings.length === 0 || endings.some((ending) => path.toLowerCase().endsWith(ending.toLowerCase()))
}

/** The first empty field that takes such a file, else the first that takes it at all. */
export function dropTarget(fields: readonly Field[], values: Values, path: string): Drop {
  const takers = fields.filter(isPath)
  const fitting = takers.filter((field) => accepts(field, path))
  const to = fitting.find(({ name }) => (values[name] ?? '') === '') ?? fitting[0]
  if (to !== undefined) return { to }
  const [first] = takers
  if (first === undefined) return { problem: 'This job takes no file.' }
  return {
    problem: `${fileName(path)} cannot be used: ${first.title} takes ${endingList(first.hint.accept ?? [])}.`,
  }
}

function endingList(endings: readonly string[]): string {
  const last = endings[endings.length - 1] ?? ''
  return endings.length < 2 ? `${last} files` : `${endings.slice(0, -1).join(', ')} or ${last} files`
}
