// @ts-check
/** Calls as frames over two byte streams, to `python/bench_serve.py` at the other end. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NotOffered } from './session.mjs'

/** In the order of FUNCTIONS in bench_serve.py. */
const functions = ['noop', 'first', 'matmuls', 'matmul', 'spin', 'hold', 'forever', 'total', 'ones']
const HEADER = 16
const KINDS = { none: 0, number: 1, bytes: 2, error: 3 }

/** @param {string} home @returns {string} the program of that runtime */
export const pythonOf = (home) =>
  join(home, JSON.parse(readFileSync(join(home, 'runtime.json'), 'utf8')).executable)

/** @typedef {{ resolve: (value: unknown) => void, reject: (error: Error) => void, out?: Uint8Array }} Waiting */

/**
 * @param {{ write: (frame: Uint8Array) => void, source: import('node:stream').Readable }} streams
 * @returns {import('./session.mjs').Session}
 */
export function overFrames({ write, source }) {
  /** @type {Map<number, Waiting>} */
  const waiting = new Map()
  let last = 0

  /**
   * @param {string} name
   * @param {Float64Array} payload
   * @param {Uint8Array} [out]
   */
  function send(name, payload, out) {
    const index = functions.indexOf(name)
    if (index < 0) throw new NotOffered('not offered')
    const header = Buffer.alloc(HEADER)
    last = (last + 1) >>> 0
    header.writeUInt32LE(last, 0)
    header.writeUInt32LE(index, 4)
    header.writeBigUInt64LE(BigInt(payload.byteLength), 8)
    const id = last
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject, ...(out ? { out } : {}) })
      write(header)
      // Piece by piece: one write of 2 GiB or more is refused.
      for (let at = 0; at < payload.byteLength; at += 1 << 28)
        write(
          new Uint8Array(payload.buffer, payload.byteOffset + at, Math.min(1 << 28, payload.byteLength - at)),
        )
    })
  }

  readFrames(source, {
    room: (id, size) => waiting.get(id)?.out ?? new Uint8Array(size),
    done(id, kind, body) {
      const call = waiting.get(id)
      waiting.delete(id)
      if (kind === KINDS.error) call?.reject(new Error(Buffer.from(body).toString()))
      else if (kind === KINDS.number)
        call?.resolve(new DataView(body.buffer, body.byteOffset).getFloat64(0, true))
      else call?.resolve(kind === KINDS.bytes ? body : null)
    },
  })

  return {
    call: (name, ...numbers) => send(name, Float64Array.from(numbers)),
    total: async (values) => Number(await send('total', values)),
    async fetch(count) {
      const body = /** @type {Uint8Array} */ (await send('ones', Float64Array.of(count)))
      return new Float64Array(body.buffer, 0, count)
    },
    async fetchInto(out) {
      await send(
        'ones',
        Float64Array.of(out.length),
        new Uint8Array(out.buffer, out.byteOffset, out.byteLength),
      )
    },
  }
}

/**
 * Puts every body together in memory of its own, or in the caller's: one copy from the chunks that arrive.
 * @param {import('node:stream').Readable} source
 * @param {{ room: (id: number, size: number) => Uint8Array, done: (id: number, kind: number, body: Uint8Array) => void }} to
 */
function readFrames(source, { room, done }) {
  const header = Buffer.alloc(HEADER)
  let headerFilled = 0
  /** @type {Uint8Array} */
  let body = new Uint8Array(0)
  let bodyFilled = 0
  source.on('data', (/** @type {Buffer} */ chunk) => {
    let at = 0
    while (at < chunk.length) {
      if (headerFilled < HEADER) {
        const taken = Math.min(HEADER - headerFilled, chunk.length - at)
        chunk.copy(header, headerFilled, at, at + taken)
        headerFilled += taken
        at += taken
        if (headerFilled < HEADER) return
        body = room(header.readUInt32LE(0), Number(header.readBigUInt64LE(8)))
        bodyFilled = 0
      }
      const taken = Math.min(body.length - bodyFilled, chunk.length - at)
      body.set(chunk.subarray(at, at + taken), bodyFilled)
      bodyFilled += taken
      at += taken
      if (bodyFilled < body.length) return
      headerFilled = 0
      done(header.readUInt32LE(0), header.readUInt32LE(4), body)
    }
  })
}
