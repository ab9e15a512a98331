/** A sentence in which what stands between backticks is code. */
export function Words({ children }: { readonly children: string }) {
  const pieces = children.split('`')
  // One that has no partner is a character like any other.
  if (pieces.length % 2 === 0) return children
  return pieces.map((piece, at) => {
    const key = `${at}-${piece}`
    return at % 2 === 1 ? <code key={key}>{piece}</code> : <span key={key}>{piece}</span>
  })
}
