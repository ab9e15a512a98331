/** How a job is named: a shipped one by its name, one's own as `FILE.py`, `FILE.py:function` or `FILE.ipynb`. */

export type JobReference =
  | { readonly type: 'shipped'; readonly name: string }
  | { readonly type: 'file'; readonly file: string; readonly function: string | null }

const FILE = /^(.+\.(?:pyw?|ipynb))(?::([^:/\\.]+))?$/i

export function parseReference(text: string): JobReference {
  const [, file, name] = FILE.exec(text) ?? []
  return file === undefined ? { type: 'shipped', name: text } : { type: 'file', file, function: name ?? null }
}
