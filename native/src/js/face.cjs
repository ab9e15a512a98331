/**
 * The calls of one environment, from the promise made to the promise kept. A script of the addon's own: V8 keeps
 * promises, maps and timers many times faster than Node-API can. `native` is what the addon does for it.
 */
'use strict'
;(native) => {
  const LONGEST_TIMEOUT = 2 ** 31 - 1
  /**
   * Looking at the caller's stack takes longer than all the rest of a call. With more calls in flight than this, it is
   * not looked at: V8 itself can tell, once a call has failed, who awaits it.
   */
  const FEW_CALLS = 8
  /**
   * How many calls were in flight lately: down by one with each call, since after many have been answered in one go
   * few are left for a moment; never for long, so that the next call that is alone but for a handful is looked at.
   */
  let lately = 0
  const noOptions = Object.freeze({})
  /** Calls whose promise is still to be kept, by number. */
  const pending = new Map()
  /** What `native.target` made of each text. */
  const targets = new Map()

  class Call {
    constructor(id, result) {
      this.id = id
      this.result = result
    }
    cancel() {
      native.cancel(numberOf(this, 'cancel'))
    }
    interrupt() {
      native.stop(numberOf(this, 'interrupt'), false)
    }
  }

  function numberOf(call, method) {
    if (call instanceof Call) return call.id
    throw new TypeError(`${method}() belongs to a call. Write call.${method}().`)
  }

  function targetOf(text) {
    const known = targets.get(text)
    if (known !== undefined) return known
    if (typeof text !== 'string') throw new TypeError("call() needs a target. Write 'module:function'.")
    const made = native.target(text)
    targets.set(text, made)
    return made
  }

  function call(text, args, options) {
    const { onEvent, out, timeout } = options ?? noOptions
    lately = Math.max(pending.size, Math.min(lately, 2 * FEW_CALLS) - 1)
    // Made here for the caller's stack, which is gone when the call fails.
    const error = lately < FEW_CALLS ? new Error() : undefined
    const target = targetOf(text)
    if (!Array.isArray(args))
      throw new TypeError('call() needs the arguments as an array. Write [] for none.')
    if (onEvent !== undefined && typeof onEvent !== 'function') {
      throw new TypeError("The option 'onEvent' of call() is not a function. Give one, or leave it out.")
    }
    const timed = typeof timeout === 'number' && timeout >= 0 && timeout <= LONGEST_TIMEOUT
    if (timeout !== undefined && !timed) {
      throw new TypeError(
        `The option 'timeout' of call() is not a number of milliseconds up to ${LONGEST_TIMEOUT}. Give one, or leave it out.`,
      )
    }
    const id = native.submit(target, args, onEvent !== undefined, out)
    const entry = { resolve: undefined, reject: undefined, error, onEvent, timer: undefined }
    if (timeout !== undefined) entry.timer = setTimeout(native.stop, timeout, id, true)
    const result = new Promise((resolve, reject) => {
      entry.resolve = resolve
      entry.reject = reject
    })
    pending.set(id, entry)
    return new Call(id, error === undefined ? withTheStackOfAwait(result) : result)
  }

  async function withTheStackOfAwait(result) {
    try {
      return await result
    } catch (error) {
      Error.captureStackTrace(error)
      throw error
    }
  }

  // Not every Node has the first, and not every program the second: one without either is not protected.
  const threads =
    process.getBuiltinModule?.('node:worker_threads') ?? process.mainModule?.require('node:worker_threads')
  const staying = new WeakSet()
  const refuseTransfer = {
    value() {
      throw new TypeError(
        'This ArrayBuffer has been lent to Python and stays where it is. Transfer a copy, with slice().',
      )
    },
  }

  /** Whose memory moves away under Python would give it back while Python uses it. There is no way to allow it again. */
  function stay(buffer) {
    if (staying.has(buffer)) return
    staying.add(buffer)
    threads?.markAsUntransferable(buffer)
    for (const name of ['transfer', 'transferToFixedLength']) {
      if (name in buffer) Reflect.defineProperty(buffer, name, refuseTransfer)
    }
  }

  function settle(id) {
    const entry = pending.get(id)
    pending.delete(id)
    if (entry.timer !== undefined) clearTimeout(entry.timer)
    return entry
  }

  // What the addon calls. It settles each call once.
  return {
    call,
    resolve: (id, value) => settle(id).resolve(value),
    /** The addon turns it into the error that it is. */
    error: (id) => {
      const entry = pending.get(id)
      entry.error ??= new Error()
      return entry.error
    },
    reject: (id) => {
      const { error, reject } = settle(id)
      reject(error)
    },
    stay,
    // A thread that waited for room may send its event when the call is over.
    event: (id, kind, payload) => pending.get(id)?.onEvent(kind, payload),
  }
}
