/**
 * A part of a file as a web stream that reads when it is asked to. Node's own `Readable.toWeb` throws where nobody can
 * catch it when a page gives up on a response half way (nodejs/node#54205).
 */
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

const CHUNK_BYTES = 256 * 1024

/**
 * What was looked at by name may be another thing by the time it is opened: a link is refused then, and a named pipe
 * without a writer must not hold a thread for ever. Windows has neither flag.
 */
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** `start` and `end` are the first and the last byte. */
export async function fileStream(
  path: string,
  start: number,
  end: number,
): Promise<ReadableStream<Uint8Array>> {
  const file = await open(path, READ)
  let at = start
  return new ReadableStream({
    async pull(controller) {
      try {
        const wanted = Math.min(CHUNK_BYTES, end - at + 1)
        const { bytesRead, buffer } = await file.read(new Uint8Array(wanted), 0, wanted, at)
        at += bytesRead
        if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead))
        if (bytesRead > 0 && at <= end) return
        await file.close()
        controller.close()
      } catch (error) {
        await file.close().catch(() => {})
        controller.error(error)
      }
    },
    cancel: () => file.close(),
  })
}
