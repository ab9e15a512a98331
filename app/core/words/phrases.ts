/** Parts of sentences that several of them share. */
import type { ErrorReport } from '../../contract/error'

export const didYouMean = (near: string | null): string => (near === null ? '' : ` Did you mean "${near}"?`)

/** A length of time as its giver would say it. */
export const span = (seconds: number): string => (seconds === 1 ? '1 second' : `${seconds} seconds`)

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6).toLocaleString('en-GB')} MB`

export const list = (names: readonly string[]): string => names.join(', ')

export const gigabytes = (bytes: number): string =>
  bytes < 1e9 ? `${(bytes / 1e6).toFixed(0)} MB` : `${(bytes / 1e9).toFixed(2)} GB`

export const unwritable = (path: string, why: string): ErrorReport => ({
  kind: 'output',
  message: `Gilder cannot write to ${path}: ${why}.`,
  hint: 'Choose another data folder with --data DIR or the environment variable GILDER_DATA.',
})

export const newer = 'a newer version of Gilder wrote it'

export const search = (message: string, hint: string): ErrorReport => ({ kind: 'usage', message, hint })
