/** A value as JSON: whole numbers beyond 2^53, which JSON.stringify refuses, as their digits. */
export const asJson = (value: unknown): string | undefined =>
  JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner))
