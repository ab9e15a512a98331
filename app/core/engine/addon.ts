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

/**
 * An n-dimensional array in C order; `data` holds the elements, `dtype` is NumPy's name for them: `float32`,
 * `datetime64[ns]`. A float16 is its bits in a Uint16Array, a complex number two elements, a time a count of its unit.
 */
export interface NdArray {
  readonly data: NumberArray
  readonly shape: readonly number[]
  readonly dtype: string
}

/** Python's `complex`. */
export interface Complex {
  readonly re: number
  readonly im: number
}

/** Python's `decimal.Decimal`, in the words of its `str()`: every digit counts. */
export interface Decimal {
  readonly text: string
  toString(): string
}

export type Value =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Date
  | ArrayBuffer
  | ArrayBufferView
  | NdArray
  | Complex
  | Decimal
  | ReadonlySet<Value>
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
  readonly Complex: new (re: number, im: number) => Complex
  /** Takes what Python's `Decimal` takes, without spaces and underscores; the exponent has up to 17 digits. */
  readonly Decimal: new (
    text: string,
  ) => Decimal
  /**
   * Loads libpython and initialises the interpreter on a thread of its own, once a process. Rejected with the code
   * `GILDER_START` and a sentence for a library that is missing, damaged or foreign, after which the right one may be
   * tried; with `GILDER_STATE` when Python runs already.
   */
  start(options: StartOptions): Promise<{ readonly python: string }>
  /**
   * Calls `package.module:function` on a pool thread. Arrays among the arguments are not copied: Python and JavaScript
   * see what the other writes, the memory stays until Python has dropped its last view of it, and from then on their
   * ArrayBuffers cannot be transferred. Throws at once, with the code `GILDER_VALUE` and the path, for what Python
   * cannot be given. The result, whose arrays are JavaScript's own, is rejected with `GILDER_TARGET` when there is no
   * such function, with `GILDER_VALUE` when what it returns has no like in JavaScript, or with a `PythonError`.
   */
  call(target: string, args: readonly Value[], options?: CallOptions): Call
  /** Flushes C streams and leaves at once, whatever the pool is doing: torch does not survive an orderly end. */
  exit(code: number): never
}

/** A place in Python code. */
export interface PythonLine {
  readonly file: string
  readonly line: number
  /** Qualified: `Model.fit`, `main.<locals>.step`. */
  readonly function: string
  /** The source line, without its indentation. */
  readonly text: string
}

/** What a rejected `Call.result` carries when Python raised. `stack` is that of `call()`. */
export interface PythonError extends Error {
  readonly name: 'PythonError'
  readonly code: 'GILDER_PYTHON'
  /** Python's exception class, qualified unless builtin: `ValueError`, `gilder.errors.InputError`. */
  readonly type: string
  /** As Python prints it, with all causes; of a cause or member only its own part. At most 64 KiB. */
  readonly traceback: string
  /** The innermost line that belongs neither to the standard library nor to an installed package. */
  readonly line?: PythonLine
  /** What the exception was raised from, or while what was being handled. */
  readonly cause?: PythonError
  /** The first members of an exception group. */
  readonly errors?: readonly PythonError[]
}
