/** The parts of a Python that the addon is started with, wherever they come from. */

export interface PythonFiles {
  /** `3.12.1`, or `3.12` where nothing tells the last number. */
  readonly python: string
  /** Changes when the packages do. */
  readonly environment: string
  /** Distribution name → version. */
  readonly packages: Readonly<Record<string, string>>
  /** Absolute paths. */
  readonly libpython: string
  /** `sys.base_prefix`, but `sys.prefix` is the virtual environment when `executable` lies in one. */
  readonly home: string
  readonly executable: string
  readonly searchPaths: readonly string[]
}

export interface Machine {
  /** Node's words. */
  readonly platform: string
  readonly arch: string
}

/** The one minor version the shipped packages are made for. */
export const SHIPPED_SERIES = '3.11'

/** The addon runs these; a user's own environment may have any. */
export const OLDEST_MINOR = 11
export const NEWEST_MINOR = 14
