/** The native addon as TypeScript sees it. `native/README.md` says what each value becomes in Python. */

export type NumberArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array

/** An n-dimensional array in C order; `data` holds the elements, `dtype` is NumPy's name for them. */
export interface NdArray {
  readonly data: NumberArray
  readonly shape: readonly number[]
  readonly dtype: string
}

export type Value =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | ArrayBufferView
  | NdArray
  | readonly Value[]
  | { readonly [key: string]: Value }

export interface StartOptions {
  /** The library of a CPython 3.11 to 3.14; its header is checked before it is loaded. All paths are absolute. */
  readonly libpython: string
  /** `sys.base_prefix`: the installation, also for a virtual environment. */
  readonly home: string
  /** `sys.executable`; in a virtual environment its own, and `sys.prefix` follows. */
  readonly executable: string
  /** What `sys.path` starts with: the standard library, its compiled modules, packages. */
  readonly searchPaths: readonly string[]
  /** Size of the addon's own thread pool. */
  readonly threads: number
}

export interface Call {
  readonly id: number
  readonly result: Promise<Value>
  /** Raises the flag that `_gilder.cancelled(id)` reads. */
  cancel(): void
  /**
   * Raises the flag and `_gilder.Interrupted` in the call's thread; a call that waits for a thread never runs. The
   * result is rejected with the code `GILDER_INTERRUPTED` unless the function makes something else of it. C code is not
   * interrupted: the exception is raised when it returns to Python.
   */
  interrupt(): void
}

export interface CallOptions {
  readonly onEvent?: (kind: string, payload: Value) => void
  /** Milliseconds from now after which the call is interrupted; the code is then `GILDER_TIMEOUT`. */
  readonly timeout?: number
  /**
   * Takes the result, which must be an array of this type and number of elements (of an NdArray: of its shape), in
   * place of new memory. Not to be touched until the call is over.
   */
  readonly out?: NumberArray | NdArray
}

export interface Addon {
  readonly NdArray: new (data: NumberArray, shape?: readonly number[], dtype?: string) => NdArray
  /** Loads libpython and initialises the interpreter on a pool thread; a second call is an error. */
  start(options: StartOptions): Promise<{ readonly python: string }>
  /** Calls `package.module:function` on a pool thread. */
  call(target: string, args: readonly Value[], options?: CallOptions): Call
  /** Flushes C streams and leaves at once, whatever the pool is doing: torch does not survive an orderly end. */
  exit(code: number): never
}

/** What a rejected `Call.result` carries when Python raised. */
export interface PythonError extends Error {
  readonly name: 'PythonError'
  /** Python's exception class, qualified unless builtin: `ValueError`, `gilder.errors.InputError`. */
  readonly type: string
  readonly traceback: string
}
