/** The file of --batch: a JSON object on each line, each an order for one run. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { GilderError } from '../../contract/error'
import { reasonOf } from '../../core/text'

export const BatchOrder = z.strictObject({
  /** As after --run. */
  job: z.string().min(1),
  params: z.record(z.string(), z.unknown()).default({}),
  /** As after --out. */
  out: z.string().min(1).optional(),
  /** Seconds. */
  timeout: z.number().positive().max(2_000_000).optional(),
  /** Comes back with everything said about this run, to be told apart by. */
  name: z.string().max(200).optional(),
})
export type BatchOrder = z.infer<typeof BatchOrder>

export interface BatchLine {
  /** Counted from 1, as editors do. */
  readonly line: number
  readonly order: BatchOrder
}

/** Throws a GilderError for the first line that is no order: a batch is not begun to stop in its middle. */
export async function readBatch(file: string): Promise<readonly BatchLine[]> {
  const from = file === '-' ? 'standard input' : file
  const lines: BatchLine[] = []
  let number = 0
  try {
    const input = file === '-' ? process.stdin : createReadStream(file)
    for await (const raw of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1
      // Editors on Windows like to put a byte order mark in front.
      const content = (number === 1 ? raw.replace(/^\uFEFF/, '') : raw).trim()
      if (content !== '') lines.push({ line: number, order: parseOrder(content, from, number) })
    }
  } catch (error) {
    if (error instanceof GilderError) throw error
    throw new GilderError({
      kind: 'input',
      message: `The batch cannot be read from ${from}: ${reasonOf(error)}.`,
      hint: 'Give --batch a file with a JSON object on each line, or "-" for standard input.',
    })
  }
  if (lines.length > 0) return lines
  throw new GilderError({
    kind: 'parameters',
    message: `There are no runs in ${from}.`,
    hint: 'Write one on each line: {"job": "kmeans", "params": {"k": 3}}.',
  })
}

function parseOrder(content: string, from: string, line: number): BatchOrder {
  const refuse = (why: string): GilderError =>
    new GilderError({
      kind: 'parameters',
      message: `Line ${line} of ${from} is no order for a run: ${why}.`,
      hint: 'Write {"job": "kmeans", "params": {"k": 3}}; "out", "timeout" and "name" may be there too.',
    })
  let plain: unknown
  try {
    plain = JSON.parse(content)
  } catch (error) {
    throw refuse(`it is not JSON (${error instanceof Error ? error.message : String(error)})`)
  }
  const parsed = BatchOrder.safeParse(plain)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue === undefined || issue.path.length === 0 ? '' : `"${issue.path.join('.')}": `
  throw refuse(`${where}${issue?.message ?? 'it has another form'}`)
}
